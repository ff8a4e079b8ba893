"""The web page: open the assistant and serve it."""

from assistant import Assistant
from assistant.web import serve

if __name__ == "__main__":
    assistant = Assistant.open()
    serve(assistant, assistant.settings)
