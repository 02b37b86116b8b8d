"""The pages of a programme, one module per thing shown."""
