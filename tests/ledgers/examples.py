"""One faultless row per section, and for every rule of domain 3.12 the change that breaks exactly it."""

Given = dict[str, object]

OFFICER = "Nguyễn Văn Mẫu"
LEADER = "Lê Minh Họa"
SOLDIER = "Bùi Chẳng Hạn"

PEOPLE: tuple[Given, ...] = tuple(
    dict(
        zip(
            (
                "full_name", "gender", "birth_date", "category", "rank", "position",
                "enlisted_date", "arrived_date", "home_province", "education", "membership",
            ),
            row,
            strict=True,
        )
    )
    for row in (
        (OFFICER, "nam", "1991-03-12", "SQ", "dai_uy", "chinh_tri_vien_c",
         "2009-09-05", "2022-06-01", "Đồng Nai", "dai_hoc", "official"),
        ("Trần Thí Dụ", "nam", "1993-08-20", "SQ", "thuong_uy", "dai_doi_truong",
         "2011-09-05", "2023-05-15", "Tây Ninh", "dai_hoc", "official"),
        (LEADER, "nam", "1999-02-11", "SQ", "trung_uy", "trung_doi_truong",
         "2017-09-05", "2022-08-10", "Lâm Đồng", "dai_hoc", "official"),
        (SOLDIER, "nam", "2005-12-24", "HSQ_BS", "binh_nhat", "tieu_doi_pho",
         "2025-02-13", "2025-05-20", "TP. Hồ Chí Minh", "lop_12", "union"),
    )
)  # fmt: skip

COMPANY: dict[str, Given] = {
    "directive": {
        "received_date": "2026-03-06", "issued_date": "2026-03-05", "issuer": "Chính trị viên Tiểu đoàn 1",
        "kind": "huong_dan", "subject": "Hướng dẫn giáo dục chính trị quý I", "not_secret": "yes",
        "due_date": "2026-03-15",
    },
    "work_log": {"date": "2026-03-06", "work_area": "to_chuc", "content": "Quán triệt nghị quyết", "lead": OFFICER},
    "briefing": {
        "date": "2026-03-10", "start_time": "16:00", "end_time": "16:45", "kind": "giao_ban_tuan", "chair": OFFICER,
        "required": 5, "present": 5, "content": "Kết quả tuần", "conclusion": "Rà soát sổ",
    },
    "task": {
        "title": "Biên soạn bài giảng", "kind": "regular", "origin": "resolution", "origin_ref": "13-NQ/CB",
        "work_area": "tuyen_huan", "assigned_date": "2026-03-05", "due_date": "2026-03-20",
        "responsible": OFFICER, "status": "open",
    },
    "inspection": {
        "date": "2026-03-14", "kind": "tren_kiem_tra", "inspector": "Tiểu đoàn 1", "inspected_unit": "Đại đội 1",
        "content": "Sổ sách", "finding_count": 2, "fixed_count": 1, "remedy_due": "2026-04-10",
    },
    "incident": {
        "occurred_date": "2026-03-06", "occurred_time": "19:20", "place": "Nhà ăn", "kind": "chay_no",
        "severity": "thuong", "summary": "Chập ổ cắm", "first_report_date": "2026-03-06", "first_report_time": "19:45",
    },
    "strength": {
        "date": "2026-03-15", "officers": 4, "professional": 1, "soldiers": 8, "workers": 0, "present": 11,
        "absent_leave": 1, "absent_sick": 0, "absent_mission": 1, "absent_other": 0,
    },
    "meeting": {
        "body": "chi_bo", "kind": "thuong_ky", "date": "2026-03-05", "start_time": "14:00", "end_time": "15:40",
        "total": 5, "exempt": 0, "present": 5, "voters": 4, "chair": OFFICER, "clerk": LEADER,
        "agenda": "Đánh giá tháng", "conclusion": "Thông qua", "vote_for": 4, "vote_against": 0, "vote_other": 0,
        "adopted": "yes", "score": 91,
    },
    "resolution": {
        "number": "17-NQ/CB", "date": "2026-03-05", "kind": "thang", "period_from": "2026-03-01",
        "period_to": "2026-03-31", "summary": "Lãnh đạo nhiệm vụ tháng 3", "meeting_date": "2026-03-05",
        "measures": "Giáo dục trước, kiểm tra sau", "vote_for": 4, "voters": 4,
    },
    "assignment": {"month": "2026-03", "member": OFFICER, "duty": "Biên soạn bài giảng"},
    "member": {"person": SOLDIER, "admitted_date": "2025-02-03"},
    "candidate": {"person": SOLDIER, "source_date": "2026-03-01", "status": "nguon"},
    "fee": {
        "month": "2026-03", "member": OFFICER, "payer": "luong", "basis": 8000000, "paid": 80000,
        "paid_date": "2026-03-05",
    },
    "transfer": {
        "date": "2026-03-05", "direction": "out", "kind": "chinh_thuc", "member": OFFICER,
        "from_org": "Chi bộ Đại đội 1", "to_org": "Chi bộ Đại đội 5",
    },
    "member_grade": {
        "year": 2026, "member": OFFICER, "tasks_total": 10, "tasks_done": 9, "tasks_late": 1,
        "vote_excellent": 1, "vote_good": 2, "vote_completed": 0, "vote_failed": 0, "voters": 3,
        "decision_date": "2026-12-01",
    },
    "person": {
        "full_name": "Đỗ Tạm Gọi", "gender": "nam", "birth_date": "2004-09-03", "category": "HSQ_BS", "rank": "ha_si",
        "position": "tieu_doi_truong", "enlisted_date": "2025-02-13", "arrived_date": "2025-05-20",
        "education": "lop_12", "membership": "union",
    },
    "personnel_change": {"date": "2026-03-05", "person": SOLDIER, "kind": "bo_nhiem"},
    "plan": {
        "planned_date": "2026-03-12", "audience": "all", "topic": "Truyền thống đơn vị", "form": "len_lop", "hours": 2,
    },
    "session": {
        "date": "2026-03-12", "audience": "all", "topic": "Truyền thống đơn vị", "form": "len_lop",
        "lecturer": OFFICER, "hours": "3,5", "required": 8, "present": 8, "made_up": 0,
    },
    "test": {
        "date": "2026-03-20", "audience": "HSQ_BS", "topic": "Truyền thống", "form": "trac_nghiem", "required": 8,
        "tested": 8, "excellent": 3, "good": 3, "pass": 2, "fail": 0,
    },
    "culture_day": {
        "date": "2026-03-26", "kind": "ctvhtt", "theme": "Thanh niên", "chair": OFFICER, "required": 12,
        "present": 11, "questions": 2, "answered": 1,
    },
    "campaign": {
        "name": "Thi đua cao điểm", "kind": "dot", "from_date": "2026-03-01", "to_date": "2026-03-31",
        "targets": "Học tập tốt",
    },
    "award": {
        "subject_kind": "ca_nhan", "person": SOLDIER, "occasion": "dot", "achievement": "Huấn luyện tốt",
        "proposed_form": "bieu_duong_c", "proposed_date": "2026-03-28", "vote_for": 4, "voters": 4,
        "status": "proposed",
    },
    "discipline": {
        "person": LEADER, "side": "quan_doi", "act_date": "2026-03-01", "act": "Vắng mặt không lý do",
        "form": "khien_trach", "decided_by": "c", "decision_number": "05/QĐ-c1", "decision_date": "2026-03-10",
    },
    "soldiers_council": {
        "date": "2026-03-25", "kind": "thuong_ky", "chair": LEADER, "required": 5, "present": 5,
        "content": "Kiến nghị", "proposals": 3, "answered": 2,
    },
    "union_member": {"person": SOLDIER, "joined_date": "2023-03-26"},
    "union_meeting": {
        "date": "2026-03-20", "kind": "thuong_ky", "chair": SOLDIER, "required": 8, "present": 7,
        "content": "Sinh hoạt tháng 3",
    },
    "policy_case": {"date": "2026-03-20", "beneficiary": "gia_dinh", "kind": "tham_hoi", "people": 2},
    "civil_affairs": {
        "date": "2026-03-24", "locality": "Thôn Giả Định", "kind": "giup_dan", "content": "Nạo vét kênh",
        "people": 10, "man_days": "5,5",
    },
}  # fmt: skip

BATTALION: dict[str, Given] = {
    "subordinate_cell": {"month": "2026-03", "cell": "Chi bộ Đại đội 1"},
    "inspection_plan": {
        "year": 2026, "planned_month": "2026-03", "kind": "kiem_tra", "title": "Chấp hành điều lệ",
        "target_kind": "to_chuc", "target": "Chi bộ Đại đội 1",
    },
    "inspection_case": {
        "date": "2026-03-10", "kind": "kiem_tra", "planned": "yes", "target_kind": "to_chuc",
        "target": "Chi bộ Đại đội 1", "finding_count": 2, "fixed_count": 1,
    },
    "cadre": {"date": "2026-03-10", "person": OFFICER, "kind": "tap_huan"},
}  # fmt: skip

BREAKS: dict[str, tuple[str, Given]] = {
    "R01": ("directive", {"not_secret": "no"}),
    "R02": ("directive", {"due_date": "2026-03-05"}),
    "R03": ("directive", {"done_date": "2026-03-05", "result": "Đã làm"}),
    "R04": ("directive", {"done_date": "2026-03-08"}),
    "R05": ("directive", {"issued_date": "2026-03-07"}),
    "R06": ("briefing", {"end_time": "15:00"}),
    "R07": ("briefing", {"present": 6}),
    "R08": ("task", {"due_date": "2026-03-04"}),
    "R09": ("task", {"status": "done"}),
    "R10": ("task", {"status": "done", "done_date": "2026-03-04"}),
    "R11": ("task", {"status": "cancelled"}),
    "R12": ("inspection", {"fixed_count": 3}),
    "R13": ("inspection", {"remedy_due": None}),
    "R14": ("inspection", {"remedied_date": "2026-04-01"}),
    "R15": ("inspection", {"remedied_date": "2026-03-13", "fixed_count": 2}),
    "R16": ("incident", {"first_report_date": "2026-03-05"}),
    "R17": ("incident", {"closed_date": "2026-03-05"}),
    "R18": ("strength", {"present": 10}),
    "R19": ("strength", {}),
    "R20": ("meeting", {"start_time": "23:00", "end_time": "00:40"}),
    "R21": ("meeting", {"exempt": 1}),
    "R22": ("meeting", {"voters": 6}),
    "R23": ("meeting", {"vote_against": 1}),
    "R24": ("meeting", {"end_time": "15:00"}),
    "R25": ("meeting", {"kind": "chuyen_de", "end_time": "16:00"}),
    "R26": ("meeting", {"present": 4}),
    "R27": ("resolution", {"period_to": "2026-02-28"}),
    "R28": ("resolution", {"meeting_date": "2026-03-06"}),
    "R29": ("resolution", {"vote_for": 5}),
    "R30": ("resolution", {"number": "17-nq/cb", "date": "2026-03-08"}),
    "R31": ("member", {"official_date": "2025-02-02"}),
    "R32": ("member", {"official_date": "2026-01-28"}),
    "R33": ("member", {"left_date": "2026-03-01"}),
    "R34": ("member", {"admitted_date": "2020-02-03"}),
    "R35": ("candidate", {"cell_resolution_date": "2026-02-28"}),
    "R36": (
        "candidate",
        {"admitted_date": "2026-04-01", "decision_number": "1", "decision_date": "2026-04-02"},
    ),
    "R37": (
        "candidate",
        {"admitted_date": "2026-04-01", "decision_number": "1", "official_date": "2026-12-30"},
    ),
    "R38": ("candidate", {"admitted_date": "2026-04-01"}),
    "R39": ("candidate", {"cell_resolution_date": "2026-04-02", "decision_date": "2026-04-01"}),
    "R40": ("fee", {"paid": 1000}),
    "R41": ("fee", {"paid": 80001}),
    "R42": ("fee", {"paid_date": None}),
    "R43": ("transfer", {"received_date": "2026-03-04"}),
    "R44": ("transfer", {"kind": "tam_thoi"}),
    "R45": ("member_grade", {"tasks_done": 11}),
    "R46": ("member_grade", {"tasks_late": 10}),
    "R47": ("member_grade", {"vote_failed": 1}),
    "R48": ("member_grade", {"decision_date": "2026-12-05"}),
    "R49": ("person", {"arrived_date": "2025-02-01"}),
    "R50": ("person", {"left_date": "2025-05-19"}),
    "R51": ("person", {"birth_date": "2010-09-03"}),
    "R52": ("person", {"full_name": "đỗ tạm gọi", "arrived_date": "2025-05-21"}),
    "R53": ("person", {"rank": None}),
    "R54": ("session", {"made_up": 1}),
    "R55": ("session", {"present": 7}),
    "R56": ("test", {"required": 7}),
    "R57": ("test", {"pass": 3}),
    "R58": ("culture_day", {"present": 13}),
    "R59": ("culture_day", {"answered": 3}),
    "R60": ("campaign", {"to_date": "2026-02-28"}),
    "R61": ("award", {"person": None}),
    "R62": ("award", {"subject_kind": "tap_the", "person": None}),
    "R63": ("award", {"status": "approved"}),
    "R64": ("award", {"vote_for": 5}),
    "R65": (
        "award",
        {
            "proposed_date": "2026-04-28",
            "status": "approved",
            "decided_form": "bieu_duong_c",
            "decision_number": "2/QĐ",
            "decision_date": "2026-04-30",
        },
    ),
    "R66": ("award", {"status": "refused"}),
    "R67": ("discipline", {"act_date": "2026-03-11"}),
    "R68": ("discipline", {"announced_date": "2026-03-09"}),
    "R69": ("discipline", {"form": "canh_cao"}),
    "R70": ("discipline", {"ended_date": "2026-03-09"}),
    "R71": ("soldiers_council", {"present": 6}),
    "R72": ("soldiers_council", {"answered": 4}),
    "R73": ("union_member", {"left_date": "2023-03-25"}),
    "R74": ("union_member", {"joined_date": "2019-03-26"}),
    "R75": ("union_meeting", {"present": 9}),
    "R76": ("policy_case", {"people": 0}),
    "R77": ("policy_case", {"beneficiary": "quan_nhan", "people": 1}),
    "R78": ("civil_affairs", {"people": 0}),
    "R79": ("inspection_case", {"end_date": "2026-03-09"}),
    "R80": ("inspection_case", {"fixed_count": 3}),
    "R81": ("cadre", {"course_from": "2026-03-10", "course_to": "2026-03-09"}),
    "R82": ("plan", {"moved_to": "2026-03-11"}),
    "R83": ("subordinate_cell", {"cell": "chi bộ đại đội 1"}),
    "R84": ("inspection_case", {"conclusion": "Chấp hành tốt"}),
}

ALSO = {"R31": {"R32"}}
"""An official date before admission is also less than twelve months after it."""

WRITTEN_BEFORE: dict[str, Given] = {
    **{rule: {} for rule in ("R19", "R30", "R40", "R48", "R52", "R83")},
    "R65": {
        "status": "approved", "decided_form": "bieu_duong_c", "decision_number": "1/QĐ",
        "decision_date": "2026-03-30",
    },
}  # fmt: skip
"""For rules of uniqueness: what the row already in the ledger has besides the faultless row."""
