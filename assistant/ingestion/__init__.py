"""From a file to a Document to its passages."""
