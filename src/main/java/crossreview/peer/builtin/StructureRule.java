package crossreview.peer.builtin;

import crossreview.json.Json;
import crossreview.json.JsonRefused;
import crossreview.peer.builtin.Change.AddedLine;
import crossreview.peer.builtin.Change.ChangedFile;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Conflict markers, files that do not parse, broken diffs, binary and huge additions. */
final class StructureRule implements Rule {
  private static final int LINES_MAX = 5_000; // more than any reviewer reads
  private static final long BYTES_MAX = 512 * 1024;

  @Override
  public List<Flaw> check(Change change) {
    List<Flaw> flaws = new ArrayList<>();
    change.brokenDiff().ifPresent(flaws::add);
    for (ChangedFile file : change.files()) {
      markers(file, flaws);
      size(file, flaws);
      syntax(file, flaws);
    }
    return flaws;
  }

  private static void markers(ChangedFile file, List<Flaw> flaws) {
    List<AddedLine> found =
        file.added().stream().filter(line -> ConflictMarkers.of(line.text()) != null).toList();
    boolean conflict =
        found.stream()
            .anyMatch(line -> ConflictMarkers.of(line.text()) != ConflictMarkers.Kind.MIDDLE);
    if (!conflict) {
      return;
    }
    for (AddedLine line : found) {
      String marker = ConflictMarkers.of(line.text()).text();
      String quote = HygieneRule.withoutReturn(line.text());
      flaws.add(Flaw.blocking(file.path(), line.number(), "conflict marker " + marker, quote));
    }
  }

  private static void size(ChangedFile file, List<Flaw> flaws) {
    if (file.binary()) {
      flaws.add(Flaw.blocking(file.path(), null, "a binary change: nobody can review it here", null));
    } else if (file.added().size() > LINES_MAX || file.bytes() > BYTES_MAX) {
      String size = file.added().size() + " added lines in one file";
      flaws.add(Flaw.advice(file.path(), null, size, null));
    }
  }

  /** Only whole files can be parsed. */
  private static void syntax(ChangedFile file, List<Flaw> flaws) {
    if (!file.whole() || file.binary() || file.bytes() > BYTES_MAX || file.added().isEmpty()) {
      return;
    }
    String fault =
        switch (CodeFiles.extension(file.path())) {
          case "json" -> json(file.text());
          case "xml", "xsd", "svg", "pom" -> xml(file.text());
          case "yaml", "yml" -> yaml(file);
          default -> null;
        };
    if (fault != null) {
      flaws.add(Flaw.blocking(file.path(), null, "does not parse: " + fault, null));
    }
  }

  private static String json(String text) {
    try {
      Json.read(text);
      return null;
    } catch (JsonRefused e) {
      return e.getMessage();
    }
  }

  private static String xml(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // fatal errors throw, nothing is printed
      builder.parse(new InputSource(new StringReader(text)));
      return null;
    } catch (SAXException e) {
      return String.valueOf(e.getMessage()).contains("DOCTYPE") ? null : e.getMessage();
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException("the JDK parses XML from memory", e);
    }
  }

  /** YAML 1.2 §6.1: indentation has no tabs. */
  private static String yaml(ChangedFile file) {
    for (AddedLine line : file.added()) {
      String text = line.text();
      int indent = 0;
      while (indent < text.length() && (text.charAt(indent) == ' ' || text.charAt(indent) == '\t')) {
        if (text.charAt(indent) == '\t') {
          return "a tab in the indentation of line " + line.number();
        }
        indent++;
      }
    }
    return null;
  }
}
