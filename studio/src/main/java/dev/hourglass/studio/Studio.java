package dev.hourglass.studio;

import dev.hourglass.server.http.AccessToken;
import dev.hourglass.server.http.HttpOptions;
import dev.hourglass.server.http.HttpServer;
import dev.hourglass.server.http.Router;
import dev.hourglass.studio.model.AnomalyEndpoints;
import dev.hourglass.studio.model.ModelEndpoints;
import dev.hourglass.studio.model.ModelLibrary;
import dev.hourglass.studio.page.Assets;
import dev.hourglass.studio.page.SignIn;
import dev.hourglass.studio.run.DataList;
import dev.hourglass.studio.run.EventHub;
import dev.hourglass.studio.run.Gallery;
import dev.hourglass.studio.run.RunEndpoints;
import dev.hourglass.studio.run.RunList;
import dev.hourglass.studio.run.RunWatcher;
import dev.hourglass.studio.run.SpecEndpoints;
import dev.hourglass.studio.run.Trainings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A server on loopback that shows runs and models to a browser, and starts and stops trainings. Its link or its token is needed to use
/// it.
public final class Studio implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int MOST_BODY = 64 << 20;
    private static final int MOST_HEADERS = 16 << 10;
    private static final int MOST_CONNECTIONS = 256;
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration HEADERS = Duration.ofSeconds(10);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);
    private static final int SLOWEST_BYTES_A_SECOND = 1024;
    private static final int NAME_LETTERS = 8;

    private final AccessToken token = AccessToken.random();
    private final SignIn signIn = new SignIn(token,
            "hourglass-" + AccessToken.random().text().replaceAll("\\W", "").substring(0, NAME_LETTERS));
    private final EventHub events = new EventHub();
    private final HttpServer http;
    private final Trainings trainings;
    private final RunWatcher watcher;

    private Studio(StudioOptions options, Consumer<Throwable> faults) {
        var runs = new RunList(options.runs());
        var named = new ArrayList<>(options.data());
        Gallery.examples().forEach(example -> example.data().ifPresent(named::add));
        var data = new DataList(runs, named);
        var models = new ModelLibrary(runs);
        var router = new Router(faults);
        signIn.addTo(router);
        new Assets().addTo(router);
        events.addTo(router);
        this.trainings = new Trainings(options.command(), runs, events);
        new RunEndpoints(runs, trainings, data).addTo(router);
        new SpecEndpoints(data).addTo(router);
        new ModelEndpoints(models).addTo(router);
        new AnomalyEndpoints(models).addTo(router);
        this.http = new HttpServer(
                new HttpOptions(HOST, options.port(), Optional.of(token), Optional.of(signIn.cookie()), List.of(),
                        List.of("/", SignIn.PATH, "/assets/studio.css", "/assets/hourglass.svg"), MOST_BODY,
                        MOST_HEADERS, MOST_CONNECTIONS,
                        IDLE, HEADERS, SLOWEST_BYTES_A_SECOND),
                router, _ -> {});
        this.watcher = new RunWatcher(runs, events, faults);
    }

    /// Begins to answer.
    ///
    /// @param faults receives exceptions that no request should cause
    /// @throws IOException if the port is in use
    public static Studio start(StudioOptions options, Consumer<Throwable> faults) throws IOException {
        var studio = new Studio(options, faults);
        studio.http.start();
        studio.watcher.start();
        return studio;
    }

    /// Where it answers.
    public URI uri() {
        return URI.create("http://" + HOST + ":" + http.port() + "/");
    }

    /// Opens the studio in a browser, once.
    public URI link() {
        return URI.create(uri() + signIn.query());
    }

    /// What other browsers have to show.
    public String token() {
        return token.text();
    }

    @Override
    public void close() {
        watcher.close();
        events.close();
        trainings.close();
        http.stop(LAST_ANSWERS);
    }
}
