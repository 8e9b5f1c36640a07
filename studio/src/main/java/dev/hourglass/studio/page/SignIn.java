package dev.hourglass.studio.page;

import dev.hourglass.server.http.AccessToken;
import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.Router;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The way in: a link that works once, which leaves a cookie that other sites cannot use, or the token, pasted into a form.
///
/// @param token that the cookie holds
/// @param link the secret of the link
/// @param cookie its name
/// @param isUsed whether the link was
public record SignIn(AccessToken token, AccessToken link, String cookie, AtomicBoolean isUsed) {
    /// Where the form is sent to.
    public static final String PATH = "/sign-in";
    /// Scripts, styles and pictures of this server alone, and nothing that stands in the page.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String HTML = "text/html;charset=utf-8";
    private static final String FIELD = "token=";
    private static final int SEE_OTHER = 303;

    public SignIn(AccessToken token, String cookie) {
        this(token, AccessToken.random(), cookie, new AtomicBoolean());
    }

    /// What the link has behind the path `/`.
    public String query() {
        return "?link=" + link.text();
    }

    /// Adds its paths, which need no token.
    public void addTo(Router router) {
        router.with("GET", "/", this::page).with("POST", PATH, this::enter);
    }

    private void page(Exchange exchange) {
        var shown = exchange.parameter("link");
        if (shown.isPresent()) {
            if (link.matches(shown.get()) && isUsed.compareAndSet(false, true)) {
                admit(exchange);
            } else if (isAdmitted(exchange)) {
                forward(exchange);
            } else {
                ask(exchange, "This link has been used, or is not one of this studio.");
            }
        } else if (isAdmitted(exchange)) {
            send(exchange, 200, new String(Assets.read("index.html"), StandardCharsets.UTF_8));
        } else {
            ask(exchange, "");
        }
    }

    private void enter(Exchange exchange) throws IOException {
        var body = new String(exchange.body(), StandardCharsets.UTF_8);
        var shown = body.startsWith(FIELD)
                ? decoded(body.substring(FIELD.length())).strip()
                : "";
        if (token.matches(shown)) {
            admit(exchange);
        } else {
            ask(exchange, "That is not the token of this studio.");
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private boolean isAdmitted(Exchange exchange) {
        return exchange.cookie(cookie).filter(token::matches).isPresent();
    }

    private void admit(Exchange exchange) {
        exchange.header("Set-Cookie",
                "%s=%s; Path=/; HttpOnly; SameSite=Strict".formatted(cookie, token.text()));
        forward(exchange);
    }

    private static void forward(Exchange exchange) {
        exchange.header("Location", "/");
        send(exchange, SEE_OTHER, "");
    }

    private static void ask(Exchange exchange, String reason) {
        var page = new String(Assets.read("sign-in.html"), StandardCharsets.UTF_8);
        send(exchange, 401, page.replace("{reason}", reason));
    }

    private static void send(Exchange exchange, int status, String page) {
        Map.of("Content-Security-Policy", POLICY, "Cross-Origin-Opener-Policy", "same-origin", "Referrer-Policy",
                "same-origin", "X-Frame-Options", "DENY").forEach(exchange::header);
        exchange.send(status, HTML, page.getBytes(StandardCharsets.UTF_8));
    }
}
