"""Readme: what README.md and docs promise is there: commands, settings, links; and no registry's host is named."""

from __future__ import annotations

import importlib
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest
import typer.main

import bot.__main__
import bot.korean.__main__
import corpus.__main__
import evals.__main__
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
APPS = {
    "bot": bot.__main__.app,
    "bot.korean": bot.korean.__main__.app,
    "bot.shipped_vectors": None,  # it takes no words
    "corpus": corpus.__main__.app,
    "evals": evals.__main__.app,
}

_SPANS = re.compile(r"`((?:make|python) [^`]+)`")
_BLOCKS = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def commands(text: str) -> list[str]:
    """The commands in a page's code spans and blocks, without comments."""
    lines = [line.split(" #")[0].strip() for block in _BLOCKS.findall(text) for line in block.splitlines()]
    return sorted({*_SPANS.findall(text), *(line for line in lines if line.startswith(("make ", "python ")))})


COMMANDS = sorted({command for page in PAGES for command in commands(page.read_text(encoding="utf-8"))})


def test_the_readme_names_its_commands() -> None:
    """The ways to start, to ask, to search, to install texts, to audit and to evaluate are in the README."""
    told = " | ".join(commands(README))
    for needed in (
        "make run", "make test", "python app.py", "python -m bot ask", "python -m bot search",
        "python -m corpus fetch", "python -m corpus check", "python -m evals",
    ):  # fmt: skip
        assert needed in told


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.startswith("python -m ")])
def test_a_python_command_exists(command: str) -> None:
    """Each command of a page names a module and a sub-command that exist, with options that they take."""
    words = shlex.split(command.replace("[", "").replace("]", "").replace("…", "").replace("...", ""))
    module, *rest = words[2:]
    assert module in APPS, command
    app = APPS[module]
    if app is None:
        assert not rest
        assert callable(importlib.import_module(module).main)
        return
    group = typer.main.get_command(app)
    known = getattr(group, "commands", None)
    if known is not None and rest:
        assert rest[0] in known, command
    told = known[rest[0]] if known and rest else group
    options = {name for parameter in told.params for name in parameter.opts}
    assert {word.split("=")[0] for word in rest if word.startswith("-")} <= options, command


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (module, name)
        for module, app in APPS.items()
        if app is not None
        for name in sorted(getattr(typer.main.get_command(app), "commands", {}))
    ],
)
def test_every_command_explains_itself(module: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each sub-command says in a sentence what it does, and what each of its options means."""
    command = typer.main.get_command(APPS[module]).commands[name]  # type: ignore[attr-defined]
    assert (command.help or "").strip().endswith(".")
    silent = [parameter.name for parameter in command.params if not (getattr(parameter, "help", "") or "").strip()]
    assert silent == []
    with pytest.raises(SystemExit) as left:
        command.main(["--help"], prog_name=name)
    assert left.value.code == 0
    assert name in capsys.readouterr().out


@pytest.mark.parametrize("target", sorted({word for c in COMMANDS if c.startswith("make ") for word in c.split()[1:2]}))
def test_a_make_target_exists(target: str) -> None:
    """Each make target of a page is one of the Makefile's."""
    assert re.search(rf"^{re.escape(target)}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_a_python_file_exists() -> None:
    """A script that a page starts is there."""
    scripts = {command.split()[1] for command in COMMANDS if re.match(r"python \w+\.py", command)}
    assert scripts == {"app.py"}
    assert (ROOT / "app.py").is_file()


def test_the_settings_table_is_whole() -> None:
    """The table of settings names every setting of the guide, the mirror, and nothing else, with the true defaults."""
    table = README.split("## Settings")[1].split("\n## ")[0]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    told = {name: default for names, default in rows for name in re.findall(r"`([A-Z_]+)`", names)}
    settings = {str(field.validation_alias): field.default for field in Settings.model_fields.values()}
    assert set(told) == {*settings, "CORPUS_MIRROR"}
    assert f"`{settings['FRT_HOST']}`, `{settings['FRT_PORT']}`" in told["FRT_PORT"]
    assert float(told["MODEL_SECONDS"].strip(" `")) == settings["MODEL_SECONDS"]
    unset = {name for name, default in told.items() if default.strip() == "–"}
    assert unset == {"CORPUS_MIRROR", *(name for name in ("MODEL", "MODEL_URL") if settings[name] is None)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link of a page leads to a file or folder of the repository."""
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    lost = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert lost == []


def tracked() -> list[Path]:
    """The repository's own files: those that version control knows or would take in."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if listed.returncode != 0:
        pytest.skip("not a checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_file_names_a_registry() -> None:
    """Where packages come from is the machine's own setting: no file names the host of a package registry."""
    parts = [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry.npmjs", "org"),
        ("deb.debian", "org"),
        ("yarnpkg", "com"),
    ]
    hosts = [".".join(part) for part in parts]
    files = tracked()
    assert ROOT / "README.md" in files
    naming = [(path.relative_to(ROOT), host) for path in files for host in hosts if host.encode() in path.read_bytes()]
    assert naming == []


def test_an_installation_holds_every_file_that_the_packages_read() -> None:
    """What is no Python in bot, corpus and evals is named as data of its package."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]
    for package, patterns in data.items():
        held = {path for pattern in patterns for path in (ROOT / package).glob(pattern)}
        files = {path for path in (ROOT / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
        assert {path for path in files if path.suffix != ".py"} <= held
