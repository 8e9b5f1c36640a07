package dev.hourglass.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.datasets.ImageFolder;
import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.server.serving.ModelSource;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureEndpointsTest {
    @TempDir
    private static Path folder;

    private static final TrainedAutoencoder FLAT = TrainedAutoencoder
            .initial(new Autoencoder(Shape.of(36), List.of(new Dense(5, Activation.TANH)),
                    List.of(new Dense(36, Activation.SIGMOID)), new MeanSquaredError()), 7);
    private static ScoringServer server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        ServedModels.ofPictures(1).save(folder.resolve("pictures.hourglass"));
        FLAT.save(folder.resolve("flat.hourglass"));
        ServedModels.ofOrders().save(folder.resolve("orders.hourglass"));
        server = ScoringServer.start(ModelSource.of(List.of(folder.toString())), ServerOptions.onLoopback(0),
                ServerLog.none());
        client = new Client(server.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static BufferedImage drawn(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) image.setRGB(x, y, 0x0a0a0a * (x + 2 * y));
        }
        return image;
    }

    private static byte[] file(BufferedImage image, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private static Client.Answer post(String path, String type, byte[] body) {
        return client.send(client.request(path).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
    }

    @Test
    void reconstructsAPicture() throws IOException {
        var png = file(drawn(3, 4, BufferedImage.TYPE_BYTE_GRAY), "png");
        Files.write(folder.resolve("picture.png"), png);
        var model = ServedModels.ofPictures(1);
        var data = ImageFolder.read(folder.resolve("picture.png"), ImageFolder.Options.of(model.spec().input()));

        var answer = post("/v2/models/pictures/reconstruct", "image/png", png);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        assertThat(answer.response().body())
                .isEqualTo(Picture.of(model.spec().input(), model.reconstruct(data)[0]).png());
    }

    @Test
    void givesTheCodeOfAPicture() throws IOException {
        var png = file(drawn(3, 4, BufferedImage.TYPE_BYTE_GRAY), "png");
        Files.write(folder.resolve("code.png"), png);
        var model = ServedModels.ofPictures(1);
        var data = ImageFolder.read(folder.resolve("code.png"), ImageFolder.Options.of(model.spec().input()));

        var code = post("/v2/models/pictures/encode", "image/png", png).json().get("code");

        assertThat(Arrays.toString(model.encode(data)[0])).isEqualTo(code.valueStream()
                .map(number -> Float.toString(Float.parseFloat(number.asString()))).toList().toString());
    }

    @Test
    void takesPicturesOfAsManyPixelsAsAFlatModelHas() throws IOException {
        var answer = post("/v2/models/flat/reconstruct", "image/jpeg",
                file(drawn(6, 6, BufferedImage.TYPE_BYTE_GRAY), "jpg"));
        var colour = post("/v2/models/flat/reconstruct", "image/png",
                file(drawn(4, 3, BufferedImage.TYPE_INT_RGB), "png"));

        assertThat(ImageIO.read(new ByteArrayInputStream(answer.response().body())).getWidth()).isEqualTo(6);
        assertThat(ImageIO.read(new ByteArrayInputStream(colour.response().body())).getColorModel().getNumComponents())
                .isEqualTo(3);
    }

    @Test
    void keepsSixteenBits() throws IOException {
        var answer = post("/v2/models/pictures/reconstruct", "image/png",
                file(drawn(3, 4, BufferedImage.TYPE_USHORT_GRAY), "png"));

        assertThat(ImageIO.read(new ByteArrayInputStream(answer.response().body())).getColorModel().getComponentSize(0))
                .isEqualTo(16);
    }

    @Test
    void refusesWhatIsNoPictureForTheModel() throws IOException {
        var png = file(drawn(3, 4, BufferedImage.TYPE_BYTE_GRAY), "png");

        assertThat(post("/v2/models/pictures/reconstruct", "image/png", Arrays.copyOf(png, png.length / 2)).error())
                .isEqualTo(
                        "the body: the picture cannot be read: it ends too early; the file is truncated, fetch it again");
        assertThat(
                post("/v2/models/pictures/reconstruct", "image/png", "text".getBytes(StandardCharsets.UTF_8)).error())
                .contains("expected a PNG, JPEG, GIF, BMP, TIFF or WebP file, found other bytes");
        assertThat(post("/v2/models/pictures/reconstruct", "image/png",
                file(drawn(5, 5, BufferedImage.TYPE_BYTE_GRAY), "png")).error())
                .isEqualTo(
                        "the body: expected a picture for a model of the input [4, 3, 1], found one of size [5, 5]; resize it");
        var colours = drawn(3, 4, BufferedImage.TYPE_INT_RGB);
        colours.setRGB(0, 0, 0xff0000);
        assertThat(post("/v2/models/pictures/reconstruct", "image/png", file(colours, "png")).error())
                .isEqualTo(
                        "the body: expected a grey picture, because the model's input is [4, 3, 1], found a colour picture; convert it to grey");
        assertThat(post("/v2/models/orders/reconstruct", "image/png", png).error())
                .contains("model 'orders': expected a model of pictures");
        assertThat(post("/v2/models/pictures/reconstruct", "application/json", png).status()).isEqualTo(415);
    }
}
