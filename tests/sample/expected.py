"""The hand-computed figures of domain 10.10 and 10.11, as the tests compare them."""

from fractions import Fraction

UNITS = ("d1", "c1", "c2", "c3")

COMPANY_ONE = """
edu_attendance 37/40 92,5 %
edu_coverage 38/40 95,0 %
edu_plan_done 6/7 85,7 %
edu_good 11/15 73,3 %
cell_attendance 12/13 92,3 %
meeting_score_avg 271/3 90,3
task_done 7/8 87,5 %
task_on_time 6/8 75,0 %
remedy_on_time 2/2 100,0 %
opinions_answered 11/12 91,7 %
fee_rate 990850/1098490 90,2 %
discipline_rate 1/12 8,33 %
council_answered 4/5 80,0 %
union_attendance 17/18 94,4 %
findings_fixed 2/3 66,7 %
directives_done 3/3 100,0 %
resolutions_on_time 3/3 100,0 %
plans_on_time 13/14 92,9 %
submissions_on_time 13/15 86,7 %
duties_on_time 58/61 95,1 %
ledger_current 27/29 93,1 %
edu_hours 23 23,0
policy_cases 13 13
civil_people 18 18
candidates 2 2
"""

# indicator, d1 own, c1, c2, c3, total, shown
BATTALION = """
strength_total 6 12 11 13 42 42
edu_attendance 12/12 37/40 43/44 49/52 141/148 95,3 %
edu_coverage 12/12 38/40 44/44 51/52 145/148 98,0 %
edu_pass 0/0 15/15 14/14 17/18 46/47 97,9 %
edu_good 0/0 11/15 11/14 13/18 35/47 74,5 %
cell_attendance 11/12 12/13 14/15 17/18 54/58 93,1 %
meeting_score_avg 184/2 271/3 271.5/3 259/3 985.5/11 89,6
members_total 6 5 5 6 22 22
party_rate 6/6 5/12 5/11 6/13 22/42 52,4 %
admitted 0 1 0 1 2 2
made_official 0 1 0 0 1 1
fee_paid 640000 990850 912400 1046750 3590000 3.590.000
fee_rate 640000/640000 990850/1098490 912400/912400 1046750/1046750 3590000/3697640 97,1 %
task_done 5/5 7/8 9/9 8/10 29/32 90,6 %
task_on_time 5/5 6/8 8/9 7/10 26/32 81,3 %
remedy_on_time 1/1 2/2 2/3 3/4 8/10 80,0 %
findings_fixed 1/1 2/3 2/2 3/4 8/10 80,0 %
opinions_answered 3/3 11/12 9/9 12/14 35/38 92,1 %
discipline_rate 0/6 1/12 0/11 1/13 2/42 4,76 %
incidents 0 1 0 0 1 1
awards_people 0 1 1 2 4 4
awards_units 0 1 0 1 2 2
policy_amount 2000000 9000000 5500000 7200000 23700000 23.700.000
civil_days 2.0 9.0 6.5 12.0 29.5 29,5
duties_on_time 52/54 58/61 60/61 56/62 226/238 95,0 %
ledger_current 32/33 27/29 29/29 26/29 114/120 95,0 %
"""

Sides = tuple[Fraction, Fraction | None]


def sides(text: str) -> Sides:
    """Read `37/40` or `42` exactly."""
    top, _, bottom = text.partition("/")
    return Fraction(top), Fraction(bottom) if bottom else None


def company_one() -> list[tuple[str, Sides, str]]:
    rows = [line.split(" ", 2) for line in COMPANY_ONE.strip().splitlines()]
    return [(key, sides(exact), shown) for key, exact, shown in rows]


def battalion() -> list[tuple[str, dict[str, Sides], Sides, str]]:
    found = []
    for line in BATTALION.strip().splitlines():
        key, *exact, shown = line.split(" ", 6)
        *units, total = map(sides, exact)
        found.append((key, dict(zip(UNITS, units, strict=True)), total, shown))
    return found
