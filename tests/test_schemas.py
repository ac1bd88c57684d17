"""What commands print for programs is what ``schemas/`` says, on the releases that come with bomca and on many more."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from transcript import ROOT, environment, run

SCHEMAS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "schemas").glob("*.json")}
REGISTRY = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items())
CORPORA = ("seeds", "tests/releases")
COMMANDS = {
    "list": ["list"],
    "search": ["search", "border", "OR", "границ*"],
    "search without a hit": ["search", "xyzzy"],
    "search for what is not said": ["search", "NOT", "xyzzy"],
    "list by country": ["list", "--group-by", "country"],
    "timeline by month": ["timeline", "--by", "month"],
    "funding as of a day": ["funding", "--as-of", "2017"],
    "show": ["show", "--since", "2000"],
    "timeline": ["timeline"],
    "funding": ["funding"],
    "contacts": ["contacts"],
    "check": ["check"],
    "stats": ["stats"],
    "export": ["export"],
    "index": ["index"],
}  # fmt: skip
ROWS = {"show": "record.json", "export": "record.json"}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return environment(tmp_path_factory.mktemp("home"))


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[name], registry=REGISTRY)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_one(name):
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_an_answer_fits_its_schema(home, arguments, corpus):
    done = run([*arguments, "-C", corpus, "-f", "json"], home, ROOT)
    assert done.code in (0, 1), done.err
    answer = json.loads(done.out)
    validator("answer.json").validate(answer)
    assert answer["rows"] or done.code == 1


@pytest.mark.parametrize("arguments", [["diff", "2016-11", "2018-08", "--all"], ["cite", "2018-08", "2016-11:1"]])
def test_an_answer_on_single_releases_fits_its_schema(home, arguments):
    answer = json.loads(run([*arguments, "-C", "seeds", "--json"], home, ROOT).out)
    validator("answer.json").validate(answer)
    assert answer["rows"]
    for row in answer["rows"]:
        validator(f"{arguments[0]}.json").validate(row)


@pytest.mark.parametrize(
    "command", ["list", "timeline", "funding", "contacts", "check", "stats", "show", "export", "index"]
)
def test_a_row_of_jsonl_is_a_row_of_json(home, command):
    more = ["--since", "2000"] if command == "show" else []
    lines = run([command, *more, "-C", "seeds", "-f", "jsonl"], home, ROOT).out.splitlines()
    rows = json.loads(run([command, *more, "-C", "seeds", "--json"], home, ROOT).out)["rows"]
    assert [json.loads(line) for line in lines] == rows
    for row in rows:
        validator(ROWS.get(command, f"{command}.json")).validate(row)


def test_a_quote_is_what_stands_at_its_offsets(home):
    for line in run(["export", "-C", "seeds"], home, ROOT).out.splitlines():
        record = json.loads(line)
        text = (ROOT / record["path"]).read_bytes().decode(record["encoding"])
        checked = 0
        for source in sources(record):
            assert text[source["start"] : source["end"]] == source["quote"]
            assert source["line"] == text.count("\n", 0, source["start"]) + 1
            checked += 1
        assert checked > 10


def sources(value):
    """Every source inside a record."""
    if isinstance(value, dict):
        if value.keys() >= {"start", "end", "line", "quote"}:
            yield value
        for inner in value.values():
            yield from sources(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sources(inner)
