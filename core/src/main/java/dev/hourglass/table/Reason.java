package dev.hourglass.table;

/// Why a row is unusual: one of its cells beside what the others let expect.
///
/// @param column its name
/// @param surprise `-log p` of the cell's loss, 0 or more
/// @param text a sentence in the units of the file, such as `amount 9,800, expected 310 (90 % between 190 and 430)`
public record Reason(String column, double surprise, String text) {}
