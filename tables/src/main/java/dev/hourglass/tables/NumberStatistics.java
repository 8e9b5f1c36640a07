package dev.hourglass.tables;

/// What the numbers of a column are like; dates and timestamps in seconds since 1970, times of day in seconds since midnight, booleans 0
/// and 1. Sums are taken in the order of the rows, so that they have the same bits wherever they are computed.
///
/// @param variance divided by the count
/// @param skewness the third central moment over the third power of the standard deviation; 0 where all are equal
/// @param isRising whether each is larger than the one before
public record NumberStatistics(
        double least, double most, double mean, double variance, double skewness, boolean isRising) {}
