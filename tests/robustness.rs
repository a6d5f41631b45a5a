//! No text makes the macro or the tool panic: findings of the fuzzer, and shipped and synthetic descriptions, damaged and
//! undamaged.

use crate::explain::explain_or_expand;
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
};
use tests::synthetic::{self, Random};

fn texts(folder: &str) -> Vec<Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|kind| kind == "yaml"))
        .map(|path| fs::read(path).unwrap())
        .collect()
}

#[test]
fn findings_of_the_fuzzer() {
    texts("regressions").iter().for_each(|text| explain_or_expand(text));
}

#[test]
fn damaged_schemas() {
    let mut seeds = texts("../schema");
    seeds.extend((0..50).map(|seed| synthetic::schema(seed).into_bytes()));
    seeds.iter().for_each(|seed| explain_and_damage(seed));
}

/// Explains or expands a text, and some damaged copies.
pub(crate) fn explain_and_damage(text: &[u8]) {
    explain_or_expand(text);
    // Seeded by the text, so that a failure can be repeated.
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let random = &mut Random::new(hasher.finish());
    for _ in 0..6 {
        let mut text = text.to_vec();
        for _ in 0..1 + random.below(3) {
            damage(random, &mut text);
        }
        explain_or_expand(&text);
    }
}

fn damage(random: &mut Random, text: &mut Vec<u8>) {
    #[rustfmt::skip]
    const PIECES: [&[u8]; 22] = [
        b"\n", b" ", b"\t", b":", b": ", b"- ", b"{", b"}", b"[", b"]", b",", b"&a ", b"*a", b"!t ",
        b"'", b"\"", b"? ", b"|\n", b"\r", b"#", b"\xc3\xbc", b"\xff",
    ];
    let at = random.below(text.len());
    match random.below(4) {
        0 => text.truncate(at),
        1 => drop(text.drain(at..(at + random.below(40)).min(text.len()))),
        2 => drop(text.splice(at..at, random.pick(&PIECES).iter().copied())),
        _ => {
            let line: Vec<u8> = text[at..].iter().copied().take_while(|byte| *byte != b'\n').collect();
            let to = random.below(text.len());
            text.splice(to..to, line);
        }
    }
}

#[test]
fn large_and_deep_texts() {
    let deep = |open: &str| open.repeat(20_000);
    for text in [
        deep("["),
        deep("{"),
        deep("[{"),
        deep("- "),
        deep("a: "),
        deep("? "),
        deep("&a "),
        deep("\n"),
        deep("#\n"),
        format!("a: &a {}\nb: {}", deep("x"), "*a ".repeat(1000)),
        format!("{}: 1", deep("x")),
        format!("components: {{ {} }}", (0..20_000).map(|index| format!("c{index}: {{}},\n ")).collect::<String>()),
        format!("components: [{}]", "x, ".repeat(50_000)),
        " ".repeat(1 << 20),
    ] {
        explain_or_expand(text.as_bytes());
    }
}
