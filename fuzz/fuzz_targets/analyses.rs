#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dabiao_tests::fuzzed::run("analyses", bytes));
