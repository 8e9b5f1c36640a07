package dev.hourglass.drift;

/// A category and its share of the cells that are not missing.
public record CategoryShare(String name, double share) {}
