//! Sign-offs of milestones: what is done, what is under way, what has not begun.

use super::{COUNTIES, PARKS};
use crate::sheet::Sheet;
use crate::split_mix::SplitMix;

/// Rows written out: milestone, state, day, evidence, by. A milestone in none of them has not been reported.
const ONCE: [[&str; 5]; 24] = [
    ["2.2", "in progress", "2025-03-20", "", "州政务服务中心"],
    [
        "2.3",
        "stage result",
        "2025-03-28",
        "培训签到表",
        "州政务服务中心",
    ],
    ["3.1", "done", "2025-02-27", "排查分析报告", "州大数据中心"],
    ["3.2", "in progress", "2025-03-31", "", "州大数据中心"],
    [
        "3.3",
        "not started",
        "2025-03-31",
        "",
        "州政府办〔州数据局〕",
    ],
    [
        "4.1",
        "done",
        "2025-03-14",
        "设备评估报告",
        "州政务服务中心",
    ],
    ["4.2", "in progress", "2025-03-31", "", "州大数据中心"],
    ["6.7", "partial", "2025-03-31", "系统联调记录", "州财政局"],
    ["7.4", "done", "2025-03-26", "行政检查清单", "州市场监管局"],
    [
        "8.1",
        "done",
        "2025-02-21",
        "备案管理办法",
        "州公共资源交易中心",
    ],
    [
        "8.4",
        "done",
        "2025-03-10",
        "对接预警机制",
        "州公共资源交易中心",
    ],
    ["8.6", "not started", "2025-03-31", "", "州公共资源交易中心"],
    ["9.3", "done", "2025-03-18", "简案快审规程", "州法院"],
    ["9.4", "in progress", "2025-03-31", "", "州法院"],
    ["10.7", "in progress", "2025-03-31", "", "州法院"],
    ["11.3", "stage result", "2025-03-31", "宣讲台账", "州检察院"],
    [
        "12.3",
        "partial",
        "2025-03-31",
        "接口清单",
        "州营商环境建设局",
    ],
    ["13.3", "in progress", "2025-03-31", "", "州市场监管局"],
    ["15.1", "done", "2025-03-21", "培训通知", "州营商环境建设局"],
    ["17.3", "done", "2025-03-12", "检查事项清单", "州司法局"],
    ["17.4", "in progress", "2025-03-31", "", "州市场监管局"],
    ["19.2", "done", "2025-02-28", "惠企政策清单", "州发展改革委"],
    ["20.1", "done", "2025-03-25", "招商图谱", "州招商局"],
    ["20.3", "not started", "2025-03-31", "", "州商务局"],
];

pub(super) fn sheet(numbers: &mut SplitMix) -> Sheet {
    let headers = [
        "milestone",
        "stage",
        "entity",
        "state",
        "date",
        "evidence",
        "by",
    ];
    let mut sheet = Sheet::new("signoffs.csv", &headers);
    for [milestone, state, day, evidence, by] in ONCE {
        sheet.row(&[milestone, "", "", state, day, evidence, by]);
    }
    for (milestone, holders) in [
        ("1.2", &COUNTIES[..]),
        ("16.5", &COUNTIES[..]),
        ("18.3", &PARKS[..]),
    ] {
        for holder in holders {
            let (state, day, evidence) = match numbers.between(1, 4) {
                1 => ("done", "2025-03-27", "验收单"),
                2 => ("partial", "2025-03-31", "工作小结"),
                3 => ("in progress", "2025-03-31", ""),
                _ => ("not started", "2025-03-31", ""),
            };
            sheet.row(&[milestone, "", *holder, state, day, evidence, *holder]);
        }
    }
    sheet
}
