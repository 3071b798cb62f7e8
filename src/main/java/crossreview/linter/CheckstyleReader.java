package crossreview.linter;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML of Checkstyle: {@code <checkstyle><file name><error line severity message source>}.
 * Nothing outside of the text is read, and no entity is expanded.
 */
final class CheckstyleReader implements ReportReader {
  @Override
  public List<LinterIssue> read(String report) throws UnreadableReportException {
    List<LinterIssue> issues = new ArrayList<>();
    String file = "";
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(report.strip()));
      boolean root = false;
      while (reader.hasNext()) {
        if (reader.next() != XMLStreamReader.START_ELEMENT) {
          continue;
        }
        String name = reader.getLocalName();
        if (!root && !name.equals("checkstyle")) {
          throw new UnreadableReportException("it is not Checkstyle's XML but <" + name + ">");
        }
        root = true;
        switch (name) {
          case "file" -> file = attribute(reader, "name");
          case "error" -> add(issues, file, reader);
          case "exception" ->
              throw new UnreadableReportException("it says that it failed on " + file);
          default -> {} // properties and what later versions add
        }
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      throw new UnreadableReportException("it is not XML (line " + line + ")");
    }
    return issues;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    return factory;
  }

  private static void add(List<LinterIssue> issues, String file, XMLStreamReader reader)
      throws UnreadableReportException {
    String severity = attribute(reader, "severity");
    if (severity.equals("ignore")) {
      return;
    }
    int line = ReportReader.number(attribute(reader, "line"));
    String source = attribute(reader, "source");
    ReportReader.add(
        issues,
        new LinterIssue(
            file,
            line,
            line,
            // Checkstyle's own default is an error.
            severity.isEmpty() ? IssueLevel.ERROR : IssueLevel.of(severity),
            source.substring(source.lastIndexOf('.') + 1),
            attribute(reader, "message")));
  }

  private static String attribute(XMLStreamReader reader, String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
