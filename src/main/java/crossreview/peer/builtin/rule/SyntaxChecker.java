package crossreview.peer.builtin.rule;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.peer.builtin.change.FileClassifier;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;

/**
 * Whether a whole file parses as what its name promises: JSON, XML, TOML, and of YAML the one fault
 * that is obvious without a parser.
 *
 * <p>A reason never repeats text of the file, which may hold a secret.
 */
final class SyntaxChecker {
  private static final Pattern LINE = Pattern.compile("\\(line (\\d{1,9}), column");

  private static final int TOML_MAX = 64 * 1_024;

  private SyntaxChecker() {}

  /**
   * Why a file does not parse.
   *
   * @param line 1-based
   * @param parses whether readers accept it all the same
   */
  record SyntaxError(String language, String reason, int line, boolean parses) {}

  static Optional<SyntaxError> fault(String path, String text) {
    String body = text.startsWith("\ufeff") ? text.substring(1) : text;
    return switch (FileClassifier.extension(path)) {
      case "json" -> commented(path) ? Optional.empty() : json(body);
      case "xml", "xsd", "xsl", "svg", "pom", "csproj" -> xml(body);
      case "toml" -> toml(body);
      case "yaml", "yml" -> yaml(body);
      default -> Optional.empty();
    };
  }

  /** Files whose tools read JSON with comments in it. */
  private static boolean commented(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return path.contains(".vscode/")
        || path.contains(".devcontainer/")
        || name.startsWith("tsconfig")
        || name.startsWith("jsconfig")
        || name.startsWith(".");
  }

  private static Optional<SyntaxError> json(String text) {
    try {
      JsonReader.read(text);
      return Optional.empty();
    } catch (InvalidJsonException e) {
      Matcher matcher = LINE.matcher(e.getMessage());
      int line = matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
      String reason = e.isDuplicateKey() ? "a key occurs twice in one object" : "syntax error";
      return Optional.of(new SyntaxError("JSON", reason, line, e.isDuplicateKey()));
    }
  }

  /** Nothing outside of the text is read, and no entity is expanded. */
  private static Optional<SyntaxError> xml(String text) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      while (reader.hasNext()) {
        reader.next();
      }
      reader.close();
      return Optional.empty();
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      return Optional.of(new SyntaxError("XML", "syntax error", line, false));
    }
  }

  /** The reader takes seconds for a megabyte, and people write some kilobytes. */
  private static Optional<SyntaxError> toml(String text) {
    if (text.length() > TOML_MAX) {
      return Optional.empty();
    }
    List<TomlParseError> errors = Toml.parse(text).errors();
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SyntaxError("TOML", "syntax error", errors.getFirst().position().line(), false));
  }

  /**
   * YAML 1.2 §6.1: indentation has no tabs. Behind blanks a tab may be content, so it is let be.
   */
  private static Optional<SyntaxError> yaml(String text) {
    int number = 1;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("\t") && !line.isBlank() && !line.strip().startsWith("#")) {
        return Optional.of(new SyntaxError("YAML", "a tab in the indentation", number, false));
      }
      number++;
    }
    return Optional.empty();
  }
}
