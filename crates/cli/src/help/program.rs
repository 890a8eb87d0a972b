//! The help texts of the program itself, and of what asks for no policy.

use super::Entry;
use super::arguments::FORMAT;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "",
        about: (
            "Write targets as a policy document says them, check figures against them, explain every verdict",
            "按方案原文书写目标，用数据核对是否达标，并解释每一条结论",
        ),
        usage: ("dabiao COMMAND …", "dabiao 命令 …"),
        examples: (
            "Start here:\n\
             \x20 dabiao check plan.dabiao\n\
             \x20 dabiao evaluate plan.dabiao --data figures.csv --as-of 2025-06-30\n\
             \x20 dabiao explain plan.dabiao 6.1 --data figures.csv --as-of 2025-06-30\n\
             \x20 dabiao due 2025-01-20 \"7 working days\"\n\n\
             Exit codes: 0 fine; 1 findings; 2 it could not run; 130 interrupted.",
            "从这里开始：\n\
             \x20 dabiao check 方案.dabiao\n\
             \x20 dabiao evaluate 方案.dabiao --data 指标.csv --as-of 2025-06-30\n\
             \x20 dabiao explain 方案.dabiao 6.1 --data 指标.csv --as-of 2025-06-30\n\
             \x20 dabiao due 2025-01-20 7个工作日\n\n\
             退出码：0 正常；1 发现问题；2 无法运行；130 被中断。",
        ),
        arguments: &[],
    },
    Entry {
        name: "due",
        about: (
            "The last day of a limit, and each day it passed over",
            "计算时限的最后一日，并列出跳过的日子",
        ),
        usage: (
            "dabiao due START LIMIT [--basis BASIS] [--before] [--count-start]",
            "dabiao due 起算日 时限 [--basis 方式] [--before] [--count-start]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao due 2025-01-20 \"7 working days\"                  2025-02-05, over the Spring Festival\n\
             \x20 dabiao due 2025-09-24 \"10 days\" --basis civil-code      moved over the National Day\n\
             \x20 dabiao due 2025-01-31 \"1 month\" --basis plain           the month's last day\n\
             \x20 dabiao due 2025-09-24 \"1 month\" --before                at the latest\n\
             \x20 dabiao due 2025-01-20 7个工作日 --format json\n\n\
             The day of the event is not counted unless --count-start is given.",
            "示例：\n\
             \x20 dabiao due 2025-01-20 7个工作日                          2025-02-05，跨春节\n\
             \x20 dabiao due 2025-09-24 10日 --basis civil-code            遇国庆节顺延\n\
             \x20 dabiao due 2025-01-31 1个月 --basis plain                当月最后一日\n\
             \x20 dabiao due 2025-09-24 1个月 --before                     最迟的日期\n\
             \x20 dabiao due 2025-01-20 7个工作日 --format json\n\n\
             起算当日不计入，除非写明 --count-start。",
        ),
        arguments: &[
            (
                "start",
                ("START", "起算日"),
                (
                    "The day of the event: 2025-01-20",
                    "事件发生之日：2025-01-20",
                ),
            ),
            (
                "limit",
                ("LIMIT", "时限"),
                (
                    "How long: \"7 working days\", \"10 days\", \"1 month\", 7个工作日",
                    "时限长短：7个工作日、10日、1个月、24小时",
                ),
            ),
            (
                "calendar",
                ("CALENDAR", "日历"),
                (
                    "Whose working days: china (default)",
                    "工作日历：china（默认）或 中国",
                ),
            ),
            (
                "basis",
                ("BASIS", "方式"),
                (
                    "civil-code (a last day off moves on), plain (it never moves), or working-days",
                    "civil-code（末日为休息日则顺延）、plain（不顺延）或 working-days（按工作日）",
                ),
            ),
            (
                "before",
                ("", ""),
                (
                    "Count backwards: at least so long before START",
                    "向前倒算：在起算日之前至少这么久",
                ),
            ),
            (
                "count_start",
                ("", ""),
                ("Count the day of the event itself", "起算当日计入"),
            ),
            FORMAT,
        ],
    },
    Entry {
        name: "help",
        about: (
            "Show this help, or that of a command",
            "显示帮助，或某个命令的帮助",
        ),
        usage: ("dabiao help [COMMAND]", "dabiao help [命令]"),
        examples: (
            "Example:\n\x20 dabiao help evaluate",
            "示例：\n\x20 dabiao help evaluate",
        ),
        arguments: &[(
            "command",
            ("COMMAND", "命令"),
            (
                "The command, as `dabiao --help` lists them",
                "命令名称，见 `dabiao --help`",
            ),
        )],
    },
];
