"""The chat page and the service around it."""
