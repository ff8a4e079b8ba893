"""From passages to something searchable: saved, loaded, brought up to date."""
