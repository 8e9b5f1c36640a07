package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodePictureTest {
    private static final int ROOM = 112;

    @ParameterizedTest
    @CsvSource({"36, 6×6", "2, 2 numbers", "10, 10 numbers", "16, 4×4", "20, 4×5", "32, 4×8", "392, 14×28", "23, 5×5"})
    void laysOutAFlatCodeAsSquareStripOrRows(int size, String layout) {
        assertThat(of(Shape.of(size), new float[size]).layout()).isEqualTo(layout);
    }

    @Test
    void goesFromDarkForTheSmallestToBrightForTheLargestNumber() {
        var values = new float[] {-1, 0, 0, 3};

        var image = of(Shape.of(4), values).of(values).image();

        assertThat(image.getRGB(0, 0)).isEqualTo(Palette.ramp(0).getRGB());
        assertThat(image.getRGB(1, 0)).isEqualTo(Palette.ramp(0.25).getRGB());
        assertThat(image.getRGB(1, 1)).isEqualTo(Palette.ramp(1).getRGB());
    }

    @Test
    void putsTheChannelsOfAnImageCodeSideBySide() {
        var values = new float[2 * 2 * 4];
        values[3] = 1;

        var picture = of(Shape.of(2, 2, 4), values).of(values);

        assertThat(picture.width()).isBetween(ROOM - 10, ROOM);
        assertThat(picture.image().getRGB(0, 0)).isEqualTo(Palette.ramp(0).getRGB());
        assertThat(picture.image().getRGB(picture.width() / 2 + 5, picture.height() / 2 + 5))
                .isEqualTo(Palette.ramp(1).getRGB());
        assertThat(picture.image().getRGB(picture.width() / 2, 0)).isEqualTo(Style.PAPER.getRGB());
    }

    @Test
    void drawsACodeThatIsTheSameEverywhere() {
        var image = of(Shape.of(4), new float[4]).of(new float[4]).image();

        assertThat(image.getRGB(0, 0)).isEqualTo(Palette.ramp(0).getRGB());
    }

    @Test
    void saysTheBoundsOfTheColours() {
        assertThat(of(Shape.of(2), new float[] {-1.5f, 4.21f}).range()).isEqualTo("\u22121.50 to 4.21");
    }

    private static CodePicture of(Shape shape, float[] values) {
        return new CodePicture(shape, new float[][] {values}, ROOM);
    }
}
