"""What people fill in about a network, one module per thing asked."""
