package dev.hourglass.spec.penalty;

import dev.hourglass.spec.Require;

/// Asks for codes that hardly change with the input: `weight` times the squared Frobenius norm of the code's Jacobian,
/// averaged over samples (Rifai et al. 2011, equation 3).
///
/// Exact, and so only for an encoder of one dense layer with a logistic function, where the norm is `sum over j of
/// (code[j] (1 - code[j]))² sum over i of W[i][j]²` (equation 5). [ContractiveProjection] estimates it for the others.
///
/// @param weight above 0
public record Contractive(double weight) implements Penalty {
    public Contractive {
        Require.positive("contractive", "weight", weight);
    }
}
