"""One contract over every encoder; sentence-transformers is the independent reference for the shipped model."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer

from assistant.errors import EncoderError
from assistant.indexing.encoder import SHIPPED, Encoder, SentenceTransformerEncoder, StaticEncoder, load_encoder
from assistant.testing import ToyEncoder

TEXTS = [
    "海淀上市企业有多少家",
    "2022年，海淀区实现地区生产总值10206.9亿元，同比增长3.5%。",
    "ＧＤＰ　Growth ①②③",
    "",
    "！？…… 🙂",
    "颂",
    "独角兽企业" * 200,
]
WORDLESS = [3, 4]


@pytest.fixture(scope="module")
def static() -> StaticEncoder:
    return StaticEncoder.load(SHIPPED)


@pytest.fixture(scope="module")
def reference() -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder.load(str(SHIPPED))


@pytest.fixture(params=["static", "reference", "toy"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    found: Encoder = ToyEncoder() if request.param == "toy" else request.getfixturevalue(request.param)
    return found


def test_vectors_are_float32_rows_of_unit_length(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    expected = np.ones(len(TEXTS))
    expected[WORDLESS] = 0
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), expected, atol=1e-6)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_text_has_the_same_vector_alone_and_in_any_batch_and_order(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS * 100)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, np.tile(alone, (100, 1)), atol=1e-6)
    np.testing.assert_allclose(encoder.encode(TEXTS[::-1]), alone[::-1], atol=1e-6)


def test_sentence_transformers_reads_the_same_vectors_from_the_shipped_folder(
    static: StaticEncoder, reference: SentenceTransformerEncoder
) -> None:
    assert static.dimension == reference.dimension
    np.testing.assert_allclose(static.encode(TEXTS), reference.encode(TEXTS), atol=1e-6)


@given(st.lists(st.text(max_size=60), max_size=8))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_agree_on_any_text(static: StaticEncoder, reference: SentenceTransformerEncoder, texts: list[str]) -> None:
    np.testing.assert_allclose(static.encode(texts), reference.encode(texts), atol=1e-6)


def test_what_reads_the_same_has_the_same_vector(static: StaticEncoder) -> None:
    one, other = static.encode(["ＧＤＰ增长２０２２", "gdp增长2022"])
    np.testing.assert_array_equal(one, other)


def test_a_paraphrase_is_nearer_than_another_topic(static: StaticEncoder) -> None:
    question, paraphrase, other = static.encode(["上市公司有多少家", "上市企业的数量", "今天天气怎么样"])
    assert question @ paraphrase > question @ other


def test_the_setting_static_is_the_shipped_model_and_its_name_tells_its_content(
    static: StaticEncoder, tmp_path: Path
) -> None:
    assert load_encoder("static").name == static.name
    assert re.fullmatch("static-[0-9a-f]{12}", static.name)
    vocabulary = json.loads((SHIPPED / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary["model"]["vocab"][5][1] -= 1
    changed = copied(tmp_path)
    (changed / "tokenizer.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    assert StaticEncoder.load(changed).name != static.name
    assert load_encoder(str(changed)).name.startswith(f"{changed.name}-")


def test_the_shipped_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) <= 24_000_000


def test_an_unquantised_model_saved_by_sentence_transformers_can_be_read(tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    table = np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), 8)).astype(np.float32)
    table[0] = 0
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=table)])
    model.save(str(tmp_path), create_model_card=False)
    expected = model.encode(TEXTS, normalize_embeddings=True)
    np.testing.assert_allclose(StaticEncoder.load(tmp_path).encode(TEXTS), expected, atol=5e-6)


@pytest.mark.parametrize(
    ("file", "content", "match"),
    [
        ("modules.json", None, "cannot be read"),
        ("modules.json", "[", "cannot be read"),
        ("modules.json", "[]", "cannot be read"),
        ("modules.json", '[{"type": "models.Transformer"}]', "is a models.Transformer"),
        ("tokenizer.json", None, "cannot be read"),
        ("tokenizer.json", "{}", "cannot be read"),
        ("model.safetensors", None, "cannot be read"),
        ("model.safetensors", "short", "cannot be read"),
    ],
)
def test_a_damaged_model_is_an_error_that_names_the_folder(
    tmp_path: Path, file: str, content: str | None, match: str
) -> None:
    folder = copied(tmp_path)
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(EncoderError, match=match) as caught:
        StaticEncoder.load(folder)
    assert str(folder) in str(caught.value)


def test_tensors_of_another_layout_are_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    save_file({"table": np.zeros((2, 2), dtype=np.float32)}, folder / "model.safetensors")
    with pytest.raises(EncoderError, match="holds \\['table'\\]"):
        StaticEncoder.load(folder)


@pytest.mark.parametrize("name", ["/no/such/folder", "./nothing here"])
def test_a_model_that_is_nowhere_is_an_error_that_says_what_to_do(name: str) -> None:
    with pytest.raises(EncoderError, match="give a folder that holds one"):
        load_encoder(name)


def test_the_shipped_model_is_read_without_torch() -> None:
    code = (
        "import sys; from assistant.indexing.encoder import load_encoder; load_encoder('static').encode(['海淀']); "
        "print(sorted({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_toy_encoder_counts_code_points() -> None:
    np.testing.assert_allclose(ToyEncoder(8).encode(["aab!"]), [np.array([0, 2, 1, 0, 0, 0, 0, 0]) / np.sqrt(5)])


def copied(folder: Path) -> Path:
    """A copy of the shipped model that a test may damage."""
    return Path(shutil.copytree(SHIPPED, folder / "copy"))
