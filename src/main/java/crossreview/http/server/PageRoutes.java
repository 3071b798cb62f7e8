package crossreview.http.server;

import crossreview.http.page.PageBundle;
import crossreview.http.page.PageFile;
import crossreview.http.reply.HttpReply;
import crossreview.http.request.HttpExchange;
import crossreview.http.request.RequestFilter;
import crossreview.model.RequestProblem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * The page for people and its files. They are the same for everybody, so they need no token; what
 * the page shows, it asks for like any other client.
 */
final class PageRoutes {
  /** Each address of the page shows the same file; its script looks at the path. */
  static final List<String> ADDRESSES =
      List.of("/", "/sessions", "/sessions/:id", "/start", "/money", "/studio", "/seat/:seat");

  private final PageBundle pageBundle;

  PageRoutes(PageBundle pageBundle) {
    this.pageBundle = pageBundle;
  }

  void add(Router router, RequestFilter requestFilter) {
    for (String address : ADDRESSES) {
      router
          .get(address)
          .handler(context -> {
            if (wantsPage(context)) {
              requestFilter.admitPublic(context);
            } else {
              context.next(); // to whoever answers programs
            }
          })
          .handler(context -> {
            if (wantsPage(context)) {
              page(context);
            } else {
              context.next();
            }
          });
    }
    router.get(PageBundle.PATH + "*").handler(requestFilter::admitPublic).handler(this::file);
  }

  /** Browsers ask for HTML by name; programs that take anything get JSON. */
  private static boolean wantsPage(RoutingContext context) {
    return context.parsedHeaders().accept().stream()
        .anyMatch(type -> type.component().equals("text") && type.subComponent().equals("html"));
  }

  private void page(RoutingContext context) {
    HttpServerResponse response = context.response();
    response.putHeader("Content-Security-Policy", PageBundle.POLICY);
    response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    response.putHeader("Cache-Control", "no-cache");
    send(context, pageBundle.index());
  }

  private void file(RoutingContext context) {
    Optional<PageFile> found = pageBundle.find(context.request().path());
    if (found.isEmpty()) {
      String detail = "there is no such file of the page; load the page again";
      HttpExchange.of(context).refuseAndClose(HttpReply.problem(RequestProblem.NOT_FOUND, detail));
      return;
    }
    HttpServerResponse response = context.response();
    response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.putHeader("Cache-Control", "public, max-age=31536000, immutable");
    send(context, found.get());
  }

  private static void send(RoutingContext context, PageFile file) {
    HttpServerResponse response = context.response();
    response.putHeader("Vary", "Accept-Encoding");
    String encodings = context.request().getHeader("Accept-Encoding");
    boolean zipped = encodings != null && encodings.contains("gzip");
    if (zipped) {
      response.putHeader("Content-Encoding", "gzip");
    }
    HttpExchange.of(context)
        .reply(new HttpReply(200, file.mediaType(), zipped ? file.zipped() : file.bytes()));
  }
}
