"""Stats: what the register holds, counted by instrument, force, topic, language and how it was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from corpus.instrument import Issuer
from corpus.provision import Provision
from corpus.register import Register

_ROW, _LEFT, _WIDE, _TOP = 22, 300, 480, 74
_COLOURS = {"official": "#1b4f8f", "secondary": "#c77d1a"}
_GROUPS = {
    Issuer.NHRCK: "NHRCK · 국가인권위원회",
    Issuer.KOREA: "Korea · 대한민국",
    Issuer.UN: "United Nations · 유엔",
    Issuer.COE: "Council of Europe · 유럽평의회",
    Issuer.EU: "European Union · 유럽연합",
    Issuer.US: "United States · 미국",
    Issuer.OECD: "OECD",
}


@dataclass(frozen=True, slots=True)
class Line:
    """The records of one instrument, counted."""

    instrument: str
    issuer: Issuer
    name: str
    """Its short English name."""
    force: str
    status: str
    official: int
    """Records checked against its official words."""
    secondary: int
    """Records checked only against a secondary source."""
    earlier: int
    """Those of the two that tell an earlier wording."""

    @property
    def records(self) -> int:
        """All records of the instrument."""
        return self.official + self.secondary


def lines(register: Register) -> tuple[Line, ...]:
    """One line an instrument, by issuer as the guide tells them apart, the most records first."""
    found = []
    for held in register.instruments.values():
        records = list(register.of(held.id))
        official = sum(record.checked.against is not None for record in records)
        earlier = sum(record.locator.date is not None for record in records)
        found.append(
            Line(
                held.id, held.issuer, held.short.en, held.force.value, held.status.value,
                official, len(records) - official, earlier,
            )
        )  # fmt: skip
    order = list(Issuer)
    return tuple(sorted(found, key=lambda line: (order.index(line.issuer), -line.records, line.instrument)))


def counts(register: Register) -> Mapping[str, Mapping[str, int]]:
    """How many records there are by force, status, modality, topic, addressee and language, the most first."""
    records = register.provisions.values()
    return {
        "force": _counted(_force(record, register) for record in records),
        "status": _counted(record.status.value for record in records),
        "modality": _counted(record.modality.value for record in records),
        "topic": _counted(topic.value for record in records for topic in record.topics),
        "addressee": _counted(addressee.value for record in records for addressee in record.addressees),
        "language": {"en": sum(bool(r.text.en) for r in records), "ko": sum(bool(r.text.ko) for r in records)},
    }


def _force(record: Provision, register: Register) -> str:
    return register.instruments[record.locator.instrument].force.value


def _counted(names: Iterator[str]) -> dict[str, int]:
    return dict(Counter(sorted(names)).most_common())


def picture(register: Register) -> str:
    """The register as an SVG: a bar an instrument, its records checked against official words and against others."""
    told = lines(register)
    most = max(line.records for line in told)
    body: list[str] = []
    y = _TOP
    for issuer in Issuer:
        of_issuer = [line for line in told if line.issuer is issuer]
        if of_issuer:
            body.append(f'<text x="12" y="{y + 15}" class="group">{escape(_GROUPS.get(issuer, issuer.value))}</text>')
            y += _ROW + 4
            for line in of_issuer:
                body += _bar(line, y, most)
                y += _ROW
            y += 8
    return _framed(body, y + 10, told)


def _bar(line: Line, y: int, most: int) -> list[str]:
    scale = _WIDE / most
    official, secondary = round(line.official * scale), round(line.secondary * scale)
    return [
        f'<text x="{_LEFT - 8}" y="{y + 15}" text-anchor="end">{escape(line.name)}</text>',
        f'<rect x="{_LEFT}" y="{y + 3}" width="{official}" height="15" fill="{_COLOURS["official"]}"/>',
        f'<rect x="{_LEFT + official}" y="{y + 3}" width="{secondary}" height="15" fill="{_COLOURS["secondary"]}"/>',
        f'<text x="{_LEFT + official + secondary + 6}" y="{y + 15}">{line.records}</text>',
    ]


def _framed(body: Sequence[str], height: int, told: Sequence[Line]) -> str:
    official, all_ = sum(line.official for line in told), sum(line.records for line in told)
    title = f"{all_} provision records of {len(told)} instruments"
    width = _LEFT + _WIDE + 60
    legend = (
        f'<rect x="12" y="40" width="12" height="12" fill="{_COLOURS["official"]}"/>'
        f'<text x="30" y="51">checked against official words: {official} · 공식 원문과 대조</text>'
        f'<rect x="400" y="40" width="12" height="12" fill="{_COLOURS["secondary"]}"/>'
        f'<text x="418" y="51">against a secondary source: {all_ - official} · 2차 자료와 대조</text>'
    )
    style = (
        "text{font:13px system-ui,sans-serif;fill:#222}.group{font-weight:600}.title{font-size:17px;font-weight:600}"
    )
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">',
            f'<style>{style}</style><rect width="100%" height="100%" fill="#fff"/>',
            f'<text x="12" y="26" class="title">{escape(title)}</text>{legend}',
            *body,
            "</svg>\n",
        )
    )
