"""Writes: pictures and fonts of recorded services, which are kept once, and only as long as something shows them."""

from collections.abc import Collection, Mapping

from django.db.models import F, Func, TextField

from verkstad.practice.models import Asset, PracticeCopy, Recorded
from verkstad.practice.recorded import archive


class _Names(Func):
    """Each asset that is named, in a row of its own."""

    template = "jsonb_path_query(%(expressions)s, '$.*') #>> '{}'"
    output_field = TextField()
    set_returning = True


def save_assets(assets: Mapping[str, archive.Asset]) -> None:
    """Those that nobody had yet, by their SHA-256; nobody takes them away before a screen names them."""
    rows = [Asset(sha256=name, kind=asset.kind, content=asset.content) for name, asset in sorted(assets.items())]
    Asset.objects.bulk_create(rows, ignore_conflicts=True)
    _lock(assets)


def forget_unshown(copy: PracticeCopy) -> None:
    """What was recorded of the copy and stands on no screen of any edition, with the assets that nobody else has."""
    unshown = Recorded.objects.filter(copy=copy, screens=None)
    names = [name for assets in unshown.order_by().values_list("assets", flat=True) for name in assets.values()]
    unshown.delete()
    forget_unnamed(names)


def forget_unnamed(names: Collection[str]) -> None:
    """Those of the assets that no recorded screen names any longer."""
    _lock(names)
    named = Recorded.objects.order_by().annotate(name=_Names(F("assets"))).values("name")
    Asset.objects.filter(pk__in=set(names)).exclude(pk__in=named).delete()


def _lock(names: Collection[str]) -> None:
    """In one order, so that nobody waits for whoever waits for them."""
    rows = Asset.objects.select_for_update().filter(pk__in=set(names)).order_by("pk")
    list(rows.values_list("pk", flat=True))
