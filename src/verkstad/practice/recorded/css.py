"""Style sheets as they were, except that they ask no other host for anything.

Every address leads to an asset or nowhere, imported sheets stand where they were imported, and at-rules that are not
known to be harmless are gone. What comes out means the same in a <style>, within <svg> too: it holds nothing that
could be taken for a tag or a character reference.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial

import tinycss2
from tinycss2.ast import AtRule, FunctionBlock, Node, QualifiedRule, WhitespaceToken

from verkstad.practice.recorded.addresses import Addresses, joined
from verkstad.practice.recorded.css_values import AT_RULES, address_of, harmless
from verkstad.practice.recorded.tree import MAX_ASSETS, Refused, Sheet

_DEEPEST_IMPORT = 6
_SPACE = WhitespaceToken(0, 0, " ")


class Css:
    """``sheets`` holds what came over the network, by address."""

    def __init__(self, addresses: Addresses, sheets: Mapping[str, str]) -> None:
        self.addresses, self.sheets = addresses, sheets
        self.size = 0

    def sheet(self, sheet: Sheet) -> str:
        css = self.sheets.get(sheet.address, "") if sheet.css is None else sheet.css
        assets, sheets = frozenset(self.addresses.assets.items()), frozenset(self.sheets.items())
        written = _written(css, sheet.address, self.addresses.front, assets, sheets)
        self._count(written)
        return written

    def declarations(self, css: str, base: str) -> str:
        """Of a style attribute, or the value of an attribute that stands for one property."""
        return self._text(tinycss2.parse_component_value_list(css), base)

    def _rules(self, css: str, within: tuple[str, ...]) -> Iterator[str]:
        """``within`` are the addresses of the sheets that import each other to here, this one's last."""
        self._count(css)
        base, may_import = within[-1], True
        for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            if isinstance(rule, AtRule) and rule.lower_at_keyword == "import":
                yield from self._imported(rule, within) if may_import else ()
            elif isinstance(rule, AtRule):
                may_import = may_import and rule.content is None
                yield self._at_rule(rule, base)
            elif isinstance(rule, QualifiedRule):
                may_import = False
                yield f"{self._text(rule.prelude, base)}{{{self._text(rule.content, base)}}}"

    def _count(self, css: str) -> None:
        self.size += len(css)
        if self.size > MAX_ASSETS:
            raise Refused("has style sheets that import each other into more than can be shown")

    def _at_rule(self, rule: AtRule, base: str) -> str:
        if rule.lower_at_keyword not in AT_RULES:
            return ""
        name, link = rule.lower_at_keyword, partial(self.addresses.of, base=base)
        content = None if rule.content is None else harmless(rule.content, link, is_font=name == "font-face")
        return f"@{name}{self._text(rule.prelude, base)}{';' if content is None else f'{{{content}}}'}"

    def _imported(self, rule: AtRule, within: tuple[str, ...]) -> Iterator[str]:
        parts = [node for node in rule.prelude if node.type not in ("comment", "whitespace")]
        address = joined(within[-1], address_of(parts[0] if parts else None) or "")
        if address not in self.sheets or address in within or len(within) > _DEEPEST_IMPORT:
            return
        conditions = self._conditions(parts[1:], within[-1])
        yield "".join(f"@{condition}{{" for condition in conditions)
        yield from self._rules(self.sheets[address], (*within, address))
        yield "}" * len(conditions)

    def _conditions(self, parts: list[Node], base: str) -> list[str]:
        """What the import asks for, as rules around it: a layer, what the browser must know, the medium."""
        conditions, rest = [], list(parts)
        if rest and getattr(rest[0], "lower_value", getattr(rest[0], "lower_name", "")) == "layer":
            conditions.append(f"layer {self._text(getattr(rest.pop(0), 'arguments', ()), base)}")
        if rest and isinstance(rest[0], FunctionBlock) and rest[0].lower_name == "supports":
            conditions.append(f"supports ({self._text(rest.pop(0).arguments, base)})")
        if rest:
            spaced = [node for part in rest for node in (_SPACE, part)]
            conditions.append(f"media{self._text(spaced, base)}")
        return conditions

    def _text(self, nodes: Sequence[Node], base: str) -> str:
        return harmless(nodes, partial(self.addresses.of, base=base))


@lru_cache(maxsize=32)
def _written(
    css: str, address: str, front: str, assets: frozenset[tuple[str, str]], sheets: frozenset[tuple[str, str]]
) -> str:
    """Kept, because the screens of a service share their sheets, and this is nearly all the time that a page takes."""
    return "".join(Css(Addresses(dict(assets), front), dict(sheets))._rules(css, (address,)))
