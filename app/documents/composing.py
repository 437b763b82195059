"""A paper's first text: the template of its type, the unit's own if it has one, filled with the period's values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.catalogue import DocumentType
from app.documents import adjusting, layouts, organisation, signing, templates
from app.documents import values as gathering
from app.documents.filling import Filling
from app.documents.kinds import day_of, kind_name
from app.documents.layouts import Profile
from app.documents.refusals import WrongValue
from app.documents.values import Given
from app.period import Period
from app.store import Store

OWN = "templates"
"""Setting: the unit's own templates, text by document type."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The text, the values it was made from (JSON-ready), the day of the paper and the profile of that day."""

    text: str
    values: Mapping[str, Any]
    dated: date
    profile: Profile


def compose(
    store: Store, kind: DocumentType, period: Period, of_figures: Given, given: Mapping[str, str],
    template: str | None = None,
) -> Composed:  # fmt: skip
    """Compose a paper; `template` stands in for the type's own while it is being written.

    `WrongValue` for a period the type is not drafted for, `TemplateWrong` for a faulty template.
    """
    own = organisation.load()[0]
    wording = own.document[kind.id]
    if period.kind not in {k for of in kind.period_kinds for k in own.period_kinds[of]}:
        raise WrongValue(f"Loại văn kiện này không lập theo kỳ “{period.text}”.")
    values = gathering.gather(store, period, of_figures, wording, given.get("about", ""))
    decided = kind.code == "NQ" and values["resolution"]["dated"]
    dated = day_of(given.get("dated") or decided or "")
    profile = adjusting.effective(store, layouts.choose(kind.family, dated).key)
    if "signature" in given:
        signing.require(profile, given["signature"])
    greeted = kind.family != "party" and kind.code in own.salutation.codes
    values |= {
        "salutation": organisation.issuer(store, profile).superior if greeted else "",
        "ending": profile.forms.ending, "replaced": "", "set": dict(given),
        "kind": wording.kind or kind_name(store, kind), "party_paper": kind.family == "party",
    }  # fmt: skip
    filled = {**values, **Filling(store, period, of_figures).functions()}
    text = store.setting(OWN, {}).get(kind.id, "") if template is None else template
    return Composed(templates.compose(kind.id, filled, text), values, dated, profile)
