"""The pages of the room, one module for each sheet on the table."""
