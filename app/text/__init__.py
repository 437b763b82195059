"""Vietnamese text as pure functions: cleaning, folding, order, dates, numbers, old encodings, secrecy marks.

Services: `clean`, `fold`, `upper`, `capital`, `uncapital`, `sentence`, `similar`; `words`, `finds`; `word_key`, `name_key`, `packed`; `date_words`,
`date_short`, `iso_short`, `moment_short`, `parse_date`; `number`, `parse_number`, `percent`;
`tcvn3`, `vni`, `encoding_of`, `decode_run`; `secrecy_mark`; `asked`, `spans`. Nothing here reads a file, the clock or the catalogue.
"""

from app.text.dates import (
    DateUnreadable,
    date_short,
    date_words,
    iso_short,
    moment_short,
    parse_date,
)
from app.text.finding import asked, spans
from app.text.legacy import decode_run, encoding_of, tcvn3, vni
from app.text.marks import secrecy_mark
from app.text.matching import finds, words
from app.text.normal import capital, clean, fold, sentence, similar, uncapital, upper
from app.text.numbers import NumberUnreadable, number, parse_number, percent
from app.text.order import name_key, packed, word_key

__all__ = [
    "DateUnreadable",
    "NumberUnreadable",
    "asked",
    "capital",
    "clean",
    "date_short",
    "date_words",
    "decode_run",
    "encoding_of",
    "finds",
    "fold",
    "iso_short",
    "moment_short",
    "name_key",
    "number",
    "packed",
    "parse_date",
    "parse_number",
    "percent",
    "secrecy_mark",
    "sentence",
    "similar",
    "spans",
    "tcvn3",
    "uncapital",
    "upper",
    "vni",
    "word_key",
    "words",
]
