"""How a merchant comes in, is looked up by who stands for it, and is suspended. Pure."""
