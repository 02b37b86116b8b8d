"""The pages of a network, one module per thing shown."""
