"""What the package offers: exactly these names, and a light import."""

import subprocess
import sys

import assistant


def test_exports() -> None:
    assert sorted(assistant.__all__) == [
        "Answer", "AnswerKind", "Assistant", "AssistantError", "Calculation", "Citation", "Claim", "Conversation",
        "Document", "Hit", "Passage", "Settings", "Turn",
    ]  # fmt: skip
    for name in assistant.__all__:
        assert getattr(assistant, name).__doc__, name


def test_the_default_path_never_imports_the_heavy_ones() -> None:
    heavy = ["torch", "sentence_transformers", "gradio", "langchain_text_splitters", "pandas", "matplotlib"]
    program = f"import sys, assistant, assistant.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
