"""The port between the store and a MongoDB driver, and one adapter file per driver."""
