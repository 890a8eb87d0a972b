//! The help texts of what tests policies, and their tests.

use super::Entry;
use super::arguments::{FORMAT, POLICY, POLICY_HELP, TEST_FORMAT};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "test",
        about: ("Run the tests that stand in a policy", "运行方案中的测试"),
        usage: (
            "dabiao test POLICY… [--filter NAME] [--coverage [--threshold N]] [--min-coverage N] [--format FORMAT]\n\
             \x20      dabiao test POLICY --boundaries [-o FILE [--force]]",
            "dabiao test 方案… [--filter 名称] [--coverage [--threshold N]] [--min-coverage N] [--format 格式]\n\
             \x20     dabiao test 方案 --boundaries [-o 文件 [--force]]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao test plan.dabiao\n\
             \x20 dabiao test examples/*                  each folder is a policy of its own\n\
             \x20 dabiao test plan.dabiao --filter threshold --format json\n\
             \x20 dabiao test plan/ --boundaries -o plan/boundaries.dabiao\n\n\
             Exit codes: 0 every test passed; 1 one failed, or too little is tested; 2 it could not run.",
            "示例：\n\
             \x20 dabiao test 方案.dabiao\n\
             \x20 dabiao test examples/*                  每个文件夹是一个方案\n\
             \x20 dabiao test 方案.dabiao --filter 门槛 --format json\n\
             \x20 dabiao test 方案/ --boundaries -o 方案/boundaries.dabiao\n\n\
             退出码：0 全部通过；1 有失败，或测试覆盖不足；2 无法运行。",
        ),
        arguments: &[
            ("policy", POLICY, POLICY_HELP),
            (
                "filter",
                ("NAME", "名称"),
                (
                    "Only tests whose name contains this",
                    "只运行名称含有此文字的测试",
                ),
            ),
            (
                "min_coverage",
                ("N", "N"),
                (
                    "Exit with 1 if tests name fewer than N% of targets, milestones, checks, tiers, steps and parts of scores",
                    "测试涉及的目标、节点、核验、预警、督办步骤与评分项不足 N% 时，退出码为 1",
                ),
            ),
            (
                "coverage",
                ("", ""),
                (
                    "Show which comparisons the tests have seen met, unmet, without data and at the threshold",
                    "列出测试见到各处比较达标、未达标、缺报、恰为门槛的情况",
                ),
            ),
            (
                "threshold",
                ("N", "N"),
                (
                    "With --coverage: exit with 1 if fewer than N% of these were seen",
                    "与 --coverage 同用：见到的不足 N% 时，退出码为 1",
                ),
            ),
            (
                "boundaries",
                ("", ""),
                (
                    "Write tests at, below and above each threshold and around each limit and day, instead of running any",
                    "不运行测试，而是写出每个阈值上下、每个时限与期限前后的测试",
                ),
            ),
            (
                "output",
                ("FILE", "文件"),
                (
                    "Write them to this file, or to boundaries.dabiao in this folder",
                    "写入此文件，或此文件夹中的 boundaries.dabiao",
                ),
            ),
            (
                "force",
                ("", ""),
                (
                    "Replace a file that says something else",
                    "文件已有其他内容时也替换",
                ),
            ),
            TEST_FORMAT,
        ],
    },
    Entry {
        name: "mutate",
        about: (
            "Would the tests of a policy notice a wrong comparator, threshold, limit, date or entity?",
            "比较符、阈值、时限、期限或主体写错时，方案自带的测试能否发现",
        ),
        usage: (
            "dabiao mutate POLICY [--threshold N] [--format FORMAT]",
            "dabiao mutate 方案 [--threshold N] [--format 格式]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao mutate plan.dabiao\n\
             \x20 dabiao mutate plan/ --threshold 95\n\n\
             One thing is changed at a time, and the policy's own tests are run: another comparator, a threshold\n\
             one step up or down, another unit, a limit one longer, one shorter or in other days, a tolerance\n\
             one more or less, and for or, someone judged no more, a day later due. The changes that no test\n\
             notices are listed.",
            "示例：\n\
             \x20 dabiao mutate 方案.dabiao\n\
             \x20 dabiao mutate 方案/ --threshold 95\n\n\
             每次只改动一处，再运行方案自带的测试：换比较符、阈值升降一级、换单位、时限加一减一或换一种日、\n\
             容差加一减一、“且”换“或”、少考核一个主体、期限晚一日。没有测试发现的改动会列出。",
        ),
        arguments: &[
            ("policy", POLICY, POLICY_HELP),
            (
                "threshold",
                ("N", "N"),
                (
                    "Exit with 1 when fewer percent of the changes are noticed",
                    "被发现的改动不足百分之 N 时，退出码为 1",
                ),
            ),
            FORMAT,
        ],
    },
];
