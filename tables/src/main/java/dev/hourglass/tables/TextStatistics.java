package dev.hourglass.tables;

/// What the texts of a column are like.
///
/// @param least the first in the order of UTF-16 code units
/// @param most the last
/// @param meanLength in UTF-16 code units
/// @param wordShare the share of texts that have a blank within
public record TextStatistics(String least, String most, double meanLength, double wordShare) {}
