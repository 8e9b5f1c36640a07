package dev.hourglass.metric;

/// What a linear classifier's scores of one sample cost.
enum ClassLoss {
    /// The cross-entropy of the softmax (Bishop 2006, equation 4.108).
    SOFTMAX {
        @Override
        double toDerivatives(double[][] scores, int sample, int label) {
            double largest = Double.NEGATIVE_INFINITY;
            for (var score : scores) largest = Math.max(largest, score[sample]);
            double own = scores[label][sample];
            double sum = 0;
            for (var score : scores) {
                score[sample] = StrictMath.exp(score[sample] - largest);
                sum += score[sample];
            }
            for (var score : scores) score[sample] /= sum;
            scores[label][sample] -= 1;
            return largest + StrictMath.log(sum) - own;
        }
    },
    /// The squared hinge of each class against the others (Fan et al. 2008, equation 2 with the L2 loss): its own class's score is to be 1 at least, the others' -1 at most.
    SQUARED_HINGE {
        @Override
        double toDerivatives(double[][] scores, int sample, int label) {
            double loss = 0;
            for (int c = 0; c < scores.length; c++) {
                int side = c == label ? 1 : -1;
                double missing = Math.max(0, 1 - side * scores[c][sample]);
                loss += missing * missing;
                scores[c][sample] = -2 * side * missing;
            }
            return loss;
        }
    };

    /// Replaces one sample's scores by the derivatives of its loss.
    ///
    /// @param scores `[class][sample]`
    /// @param label the sample's own class
    /// @return its loss
    abstract double toDerivatives(double[][] scores, int sample, int label);
}
