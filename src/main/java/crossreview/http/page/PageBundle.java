package crossreview.http.page;

import crossreview.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** All files of the page, below a path with their common digest. Immutable. */
public final class PageBundle {
  /** Where the files lie; the digest is the next segment. */
  public static final String PATH = "/page/";

  /**
   * Nothing from elsewhere, nothing inline, no text that becomes markup. Connections to the same
   * host include its WebSockets.
   */
  public static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final String FOLDER = "/page/";
  private static final String INDEX = "index.html";
  private static final String BASE = "{base}"; // in the index, for the path of the other files
  private static final int DIGEST_CHARS = 16; // 64 bits tell versions apart; nobody attacks them

  /** Our own files; a test compares the list with the folder. */
  static final List<String> OWN =
      List.of(
          "icon.svg",
          "studio.js",
          "style.css",
          "actions.js",
          "api.js",
          "diff.js",
          "docs.js",
          "findings.js",
          "guest.js",
          "lists.js",
          "main.js",
          "parts.js",
          "pictures.js",
          "receipt.js",
          "rows.js",
          "seat.js",
          "session.js",
          "views.js");

  private final Map<String, PageFile> files = new LinkedHashMap<>();
  private final String base;
  private final PageFile index;

  private PageBundle(Map<String, byte[]> contents, String index) {
    StringBuilder digests = new StringBuilder(Digest.of(index).value());
    contents.forEach((name, bytes) -> {
      digests.append('\n').append(name).append(' ').append(Digest.of(bytes).value());
      files.put(name, file(name, bytes));
    });
    base = PATH + Digest.of(digests.toString()).value().substring(0, DIGEST_CHARS);
    this.index = file(INDEX, index.replace(BASE, base).getBytes(StandardCharsets.UTF_8));
  }

  /** Reads all files. Blocking, at start-up; a missing one is a fault of the build. */
  public static PageBundle load() {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    OWN.forEach(name -> contents.put(name, resource(FOLDER + name)));
    for (PageModule module : modules()) {
      contents.put(module.name(), resource("/" + module.resource()));
    }
    return new PageBundle(contents, text(FOLDER + INDEX));
  }

  /** What is from others. */
  static List<PageModule> modules() {
    return PageModule.read(text(FOLDER + "modules.txt"));
  }

  /** The page itself. */
  public PageFile index() {
    return index;
  }

  /** The path of the other files, without a slash at the end. */
  public String base() {
    return base;
  }

  /** The file at a path of a request; empty for one of another version or an unknown one. */
  public Optional<PageFile> find(String path) {
    return path.startsWith(base + "/")
        ? Optional.ofNullable(files.get(path.substring(base.length() + 1)))
        : Optional.empty();
  }

  /** What a browser loads before it shows anything, compressed. */
  int zippedBytes() {
    return index.zipped().length
        + files.values().stream().mapToInt(file -> file.zipped().length).sum();
  }

  private static PageFile file(String name, byte[] bytes) {
    return new PageFile(mediaType(name), bytes, zip(bytes));
  }

  private static String mediaType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/javascript; charset=utf-8";
    };
  }

  private static String text(String path) {
    return new String(resource(path), StandardCharsets.UTF_8);
  }

  private static byte[] resource(String path) {
    try (InputStream in = PageBundle.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the class path has no " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private static byte[] zip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new BestGzip(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a stream in memory does not fail", e);
    }
    return out.toByteArray();
  }

  /** Once for all requests, so it may take its time. */
  private static final class BestGzip extends GZIPOutputStream {
    private BestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
