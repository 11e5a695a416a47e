import json
import os
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap import _resources, corpus
from geomap.corpus.language import english_share
from geomap.errors import CorpusError

BODY = "The two sides met at the border and agreed to exchange the prisoners."


def said(found):
    return [str(problem) for problem in found.problems]


def one(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    ("header", "published"),
    [
        (" date 2020-12-10 ", "2020-12-10"),
        (" date 2020-12 ", "2020-12"),
        (" date 2020 ", "2020"),
        ("date 2020-12-10 ", "2020-12-10"),
        ("\ufeff date 2020-12-10 ", "2020-12-10"),
        ("", None),
        ("\ufeff", None),
    ],
)
def test_a_text_file_is_dated_by_its_prefix_and_offsets_count_in_all_of_it(
    tmp_path, header, published
):
    found = corpus.read(one(tmp_path, "a.txt", header + BODY))
    (document,) = found.documents
    assert document.published == published
    assert document.text == header + BODY
    assert document.text[document.body_start :] == BODY
    assert not found.problems


@pytest.mark.parametrize("text", ["Update 2020-12-10 " + BODY, " date of birth: " + BODY])
def test_what_only_looks_like_a_prefix_is_text(tmp_path, text):
    (document,) = corpus.read(one(tmp_path, "a.txt", text)).documents
    assert (document.published, document.body_start) == (None, 0)


def test_a_prefix_may_stand_on_a_line_of_its_own(tmp_path):
    (document,) = corpus.read(one(tmp_path, "a.txt", f" date 2020-12-10\r\n{BODY}")).documents
    assert document.text[document.body_start :] == f"\r\n{BODY}"


def test_a_prefix_that_is_no_day_of_the_calendar_is_said_and_the_report_stays(tmp_path):
    found = corpus.read(one(tmp_path, "a.txt", f" date 2020-13-45 {BODY}"))
    (document,) = found.documents
    assert document.published is None
    assert document.text[document.body_start :] == BODY
    assert "2020-13-45" in said(found)[0]
    assert found.problems[0].kept


def test_front_matter_describes_a_markdown_file_and_offsets_count_in_its_body(tmp_path):
    matter = '---\ntitle: "A: b"\ndate: 2020-12-10\nsource: [One, Two]\nurl: https://x.org/\n---\n'
    (document,) = corpus.read(one(tmp_path, "a.md", matter + BODY)).documents
    assert document.text == BODY
    assert document.title == "A: b"
    assert document.published == "2020-12-10"
    assert document.source == "One; Two"
    assert document.url == "https://x.org/"


def test_front_matter_with_windows_line_ends(tmp_path):
    data = f"---\r\ndate: 2020\r\n---\r\n{BODY}\r\nMore.\r\n"
    (document,) = corpus.read(one(tmp_path, "a.md", data)).documents
    assert (document.text, document.published) == (f"{BODY}\r\nMore.\r\n", "2020")


@pytest.mark.parametrize(
    ("date", "published"),
    [("2020-12-10T09:30:00Z", "2020-12-10"), ("199X", "199X"), ("2020-12-01/2020-12-03",) * 2],
)
def test_dates_in_front_matter(tmp_path, date, published):
    (document,) = corpus.read(one(tmp_path, "a.md", f"---\ndate: {date}\n---\n{BODY}")).documents
    assert document.published == published


@pytest.mark.parametrize(
    "matter",
    ["date: [2020\n", "- 1\n- 2\n", "a: b: c\n", "[" * 5000 + "\n", "x: " + "y" * 70_000 + "\n"],
)
def test_broken_front_matter_costs_one_line_and_not_the_report(tmp_path, matter):
    found = corpus.read(one(tmp_path, "a.md", f"---\n{matter}---\n{BODY}"))
    assert [document.text for document in found.documents] == [BODY]
    (line,) = said(found)
    assert "a.md" in line
    assert "\n" not in line


def test_records_are_named_by_their_fields(tmp_path):
    record = {"body": BODY, "day": 2020, "nr": 7, "head": "A", "source": "S"}
    names = corpus.Fields(text="body", date="day", id="nr", title="head")
    path = one(tmp_path, "a.jsonl", json.dumps(record) + "\n\n" + json.dumps({"body": BODY}))
    first, second = corpus.read(path, fields=names).documents
    assert (first.id, first.published, first.title, first.source) == ("7", "2020", "A", "S")
    assert (second.id, second.published) == ("a/3", None)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"txt": "x"}', "--text"),
        ('{"text": 3}', "--text"),
        ('{"text": " "}', "--text"),
        ("[" * 100_000, "deep"),
        ("9" * 5000, "JSON"),
    ],
)
def test_a_broken_record_costs_its_line(tmp_path, line, words):
    path = one(tmp_path, "a.jsonl", f"{line}\n{json.dumps({'text': BODY})}")
    found = corpus.read(path)
    assert len(found.documents) == 1
    (message,) = said(found)
    assert message.startswith(f"{path}:1: ")
    assert words in message


def test_half_characters_and_nuls_in_records_become_replacement_characters(tmp_path):
    line = '{"text": "The \\ud83d road \\u0000 and the hill", "id": "a\\udc00"}'
    (document,) = corpus.read(one(tmp_path, "a.jsonl", line)).documents
    assert document.text == "The \ufffd road \ufffd and the hill"
    assert document.id == "a\ufffd"


def test_line_separators_inside_records_do_not_split_them(tmp_path):
    record = json.dumps({"text": f"{BODY}\u2028{BODY}\x85"}, ensure_ascii=False)
    found = corpus.read(one(tmp_path, "a.jsonl", record))
    assert len(found.documents) == 1
    assert not found.problems


def test_a_folder_is_read_with_its_folders_in_the_order_of_paths(tmp_path):
    one(tmp_path, "b/2.txt", BODY)
    one(tmp_path, "a.md", BODY)
    one(tmp_path, "b.txt", BODY)
    one(tmp_path, "README.md", "# About\n")
    one(tmp_path, "b/readme.md", "# About\n")
    one(tmp_path, "photo.JPG", b"\xff\xd8")
    one(tmp_path, "notes", "x")
    one(tmp_path, ".hidden/x.txt", BODY)
    found = corpus.read(tmp_path)
    assert [document.id for document in found.documents] == ["a", "b/2", "b"]
    assert found.skipped == {".jpg": 1, "README.md": 2, "no ending": 1}
    assert not found.problems


def test_ids_keep_the_ending_where_two_would_be_the_same(tmp_path):
    for name in ("a.txt", "a.md", "c.txt"):
        one(tmp_path, name, BODY)
    assert [d.id for d in corpus.read(tmp_path).documents] == ["a.md", "a.txt", "c"]


def test_a_second_report_of_one_id_is_said_and_gets_its_own(tmp_path):
    line = json.dumps({"id": "a", "text": BODY})
    one(tmp_path, "a.txt", BODY)
    one(tmp_path, "r.jsonl", f"{line}\n{line}\n")
    found = corpus.read(tmp_path)
    assert [d.id for d in found.documents] == ["a", "a#2", "a#3"]
    assert len(found.problems) == 2


@pytest.mark.parametrize("data", [b"", b"  \r\n", b"\xef\xbb\xbf\n"])
def test_empty_files_are_said(tmp_path, data):
    found = corpus.read(one(tmp_path, "a.txt", data))
    assert not found.documents
    assert "empty" in said(found)[0]
    assert not found.problems[0].kept


def test_markdown_without_a_body_is_said(tmp_path):
    found = corpus.read(one(tmp_path, "a.md", "---\ndate: 2020\n---\n\n"))
    assert not found.documents
    assert "nothing after it" in said(found)[0]


def test_other_encodings_are_read_when_declared(tmp_path):
    text = f"{BODY} Şuşa."
    matter = f"---\nencoding: cp1254\n---\n{text}"
    assert corpus.read(one(tmp_path, "a.md", matter.encode("cp1254"))).documents[0].text == text
    path = one(tmp_path, "a.txt", text.encode("cp1254"))
    assert corpus.read(path, encoding="cp1254").documents[0].text == text
    utf16 = one(tmp_path, "b.txt", text.encode("utf-16"))
    assert corpus.read(utf16).documents[0].text == text


@pytest.mark.parametrize(
    ("encoding", "words"),
    [(None, "--encoding"), ("ascii", "nor is the file ascii"), ("klingon", "klingon")],
)
def test_undecodable_files_say_what_to_do(tmp_path, encoding, words):
    one(tmp_path, "ok.txt", BODY)
    one(tmp_path, "bad.txt", f"{BODY} Şuşa".encode("cp1254"))
    found = corpus.read(tmp_path, encoding=encoding)
    assert [d.id for d in found.documents] == ["ok"]
    (line,) = said(found)
    assert "bad.txt" in line
    assert words in line


def test_nul_bytes(tmp_path):
    found = corpus.read(one(tmp_path, "a.txt", BODY.encode("utf-16-le")))
    assert not found.documents
    assert "NUL" in said(found)[0]
    found = corpus.read(one(tmp_path, "b.txt", BODY * 3 + "\0"))
    assert found.documents[0].text == BODY * 3 + "\ufffd"
    assert found.problems[0].kept


def test_links_are_followed_once_and_broken_ones_said(tmp_path):
    one(tmp_path, "a/x.txt", BODY)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = corpus.read(tmp_path)
    assert [d.id for d in found.documents] == ["a/x"]
    assert "gone.txt" in said(found)[0]


def test_a_file_name_of_odd_bytes_gives_an_id_that_can_be_written(tmp_path):
    (tmp_path / os.fsdecode(b"a\xff.txt")).write_text(BODY)
    (document,) = corpus.read(tmp_path).documents
    assert document.id.encode() == "a\ufffd".encode()


def test_a_long_line_is_read_in_no_time(tmp_path):
    path = one(tmp_path, "a.txt", " date 2020-12-10 " + "the road and " * 800_000)
    assert len(corpus.read(path).documents) == 1


def test_other_languages_are_said_and_skipped_and_a_declared_one_is_believed(tmp_path):
    foreign = tomllib.loads(_resources.lexicon("en", "function_words"))["counterexamples"][0]
    one(tmp_path, "a.txt", foreign)
    one(tmp_path, "b.md", f"---\nlanguage: en-GB\n---\n{foreign}")
    one(tmp_path, "c.md", f"---\nlanguage: hy\n---\n{BODY}")
    found = corpus.read(tmp_path)
    assert [d.id for d in found.documents] == ["b"]
    assert [p.where for p in found.problems] == [str(tmp_path / "a.txt"), str(tmp_path / "c.md")]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (text, kind == "examples")
        for kind in ("examples", "counterexamples")
        for text in tomllib.loads(_resources.lexicon("en", "function_words"))[kind]
    ],
)
def test_function_words_tell_english_from_other_languages(text, english):
    assert (english_share(text) >= 0.15) is english


def test_other_kinds_of_input_are_refused(tmp_path):
    with pytest.raises(CorpusError, match="no such"):
        corpus.read(tmp_path / "nothing")
    with pytest.raises(CorpusError, match="reads"):
        corpus.read(one(tmp_path, "a.pdf", b"%PDF"))


@settings(deadline=None, max_examples=200)
@given(data=st.binary(max_size=200), ending=st.sampled_from([".txt", ".md", ".jsonl"]))
def test_any_bytes_give_documents_or_a_line_and_text_that_can_be_written(
    tmp_path_factory, data, ending
):
    path = tmp_path_factory.mktemp("any") / f"a{ending}"
    path.write_bytes(data)
    found = corpus.read(path)
    for document in found.documents:
        assert "\0" not in document.text
        assert document.text.encode()
        assert 0 <= document.body_start <= len(document.text)
    assert all("\n" not in line for line in said(found))


def test_the_id_of_a_record_is_kept_to_the_letter(tmp_path):
    line = json.dumps({"id": "wire 7 ", "text": BODY})
    path = one(tmp_path, "a.jsonl", line)
    assert [document.id for document in corpus.read(path).documents] == ["wire 7 "]


def test_a_single_sentence_full_of_names_is_english(tmp_path):
    text = (
        "Elder Malik Khan was shot dead near Mir Ali, North Waziristan, Tuesday evening, "
        "police officer Rahim Shah told reporters in Bannu."
    )
    assert len(corpus.read(one(tmp_path, "a.txt", text)).documents) == 1
