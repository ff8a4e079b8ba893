"""Ask a Chinese report a question and get a short answer you can check."""
