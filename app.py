"""The web page: open the assistant and serve it."""

if __name__ == "__main__":  # the imports too: each process that answers begins with this file
    from assistant import Assistant
    from assistant.web import serve

    assistant = Assistant.open()
    serve(assistant, assistant.settings)
