package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ImageMetricsTest {
    @Test
    void aHundredthOfTheErrorIsTwentyDecibelsMore() {
        assertThat(ImageMetrics.psnr(1)).isZero();
        assertThat(ImageMetrics.psnr(0.01)).isCloseTo(20, within(1e-12));
        assertThat(ImageMetrics.psnr(0)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void refusesWhatIsNoSquare() {
        assertThatIllegalArgumentException().isThrownBy(() -> ImageMetrics.psnr(-1e-9))
                .withMessage("mean squared error: expected 0 or more, found -1.0E-9");
        assertThatIllegalArgumentException().isThrownBy(() -> ImageMetrics.psnr(Double.NaN));
    }
}
