"""What has been published, for everybody: signed heads, and no score of anybody."""
