package dev.hourglass.tables;

import java.util.List;
import java.util.Optional;

/// What the texts of a column are like.
///
/// @param least the first in the order of UTF-16 code units
/// @param most the last
/// @param meanLength in UTF-16 code units
/// @param wordShare the share of texts that have a blank within
/// @param numberShare the share of texts that are numbers
/// @param stray the first that is none, where others are
/// @param dateShare the share of texts that look like dates, whatever day and month they have
/// @param dates the first of these, and the first that is written in another way
public record TextStatistics(
        String least, String most, double meanLength, double wordShare, double numberShare, Optional<StrayText> stray,
        double dateShare, List<StrayText> dates) {
    public TextStatistics {
        dates = List.copyOf(dates);
    }

    /// A text among others.
    ///
    /// @param row counted from 1, without the names of columns
    public record StrayText(String text, long row) {}
}
