package crossreview.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.codec.FieldRules.WordList;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records as JSON objects, and the schemas that follow from their components. */
class RecordCodecTest {
  private static final SessionId ID = new SessionId("0a6f0a58-0000-4000-8000-000000000001");

  private record Inner(
      @Description("What.") @TextPattern("^[a-z]+$") String kind,
      @Description("Where.") @NumberRange(min = 1) @Nullable Integer line) {}

  private record Outer(
      @Description("The session.") SessionId sessionId,
      @Description("The text.") @TextLength(max = 9) String finalText,
      @Description("How.") @WordList({"ship", "review"}) @Nullable RunMode mode,
      @Description("Any mode.") @DefaultValue("review") RunMode anyMode,
      @Description("How many.") @NumberRange(min = 1, max = 100) @DefaultValue("25") int limit,
      @Description("Whether.") @DefaultValue("true") boolean dryRun,
      @Description("Names.") @ItemRule(value = "A name.", max = 5) @ItemCount(min = 1, max = 3)
          @Nullable List<String> names,
      @Description("Parts.") @Nullable List<Inner> parts,
      @Description("A part.") @Nullable Inner part,
      @Description("Anything.") @OpaqueObject @Nullable Map<String, Object> rest) {}

  private static Outer read(Object... fields) throws RecordMismatchException {
    return RecordCodec.of(Outer.class).read(JsonTree.of(fields));
  }

  @Test
  void whatIsAbsentIsItsDefaultOrNull() throws Exception {
    Outer outer = read("session_id", ID.value(), "final", "text");

    assertEquals(
        new Outer(ID, "text", null, RunMode.REVIEW, 25, true, null, null, null, null), outer);
  }

  @Test
  void whatIsWrittenIsReadAsTheSameValue() throws Exception {
    Outer outer =
        new Outer(
            ID,
            "text",
            RunMode.SHIP,
            RunMode.CIRCULAR,
            7,
            false,
            List.of("a", "b"),
            List.of(new Inner("x", 1), new Inner("y", null)),
            new Inner("z", 2),
            Map.of("any", List.of(1L)));
    Map<String, Object> tree = RecordCodec.of(Outer.class).write(outer);
    StringBuilder line = new StringBuilder();
    RecordCodec.of(Outer.class).append(line, outer);

    assertEquals(outer, RecordCodec.of(Outer.class).read(JsonReader.readObject(json(tree))));
    assertEquals(json(tree), "{" + line.substring(1) + "}");
  }

  private static String json(Object tree) {
    return JsonWriter.of(tree);
  }

  @Test
  void aNumberMayBeSpelledWithAnExponentAndAnythingElseNamesItsField() throws Exception {
    assertEquals(10, read("session_id", ID.value(), "limit", new BigDecimal("1.0e1")).limit());

    RecordMismatchException wrong =
        assertThrows(
            RecordMismatchException.class,
            () -> read("session_id", ID.value(), "part", JsonTree.of("line", "one")));
    assertEquals("Inner.line is a string: one", wrong.getMessage());
  }

  @Test
  void theSchemaOfAnInputSaysWhatTheAnnotationsSay() {
    Map<String, Object> schema = RecordCodec.of(Outer.class).inputSchema("rest", "part");

    assertEquals(List.of("session_id", "final"), schema.get("required"));
    assertEquals(false, schema.get("additionalProperties"));
    assertEquals(
        """
        {"session_id":{"type":"string","description":"The session.","minLength":1,"maxLength":200},\
        "final":{"type":"string","description":"The text.","minLength":1,"maxLength":9},\
        "mode":{"type":"string","description":"How.","enum":["ship","review"]},\
        "any_mode":{"type":"string","description":"Any mode.","enum":["ship","review",\
        "circular","judge"]},\
        "limit":{"type":"integer","description":"How many.","minimum":1,"maximum":100},\
        "dry_run":{"type":"boolean","description":"Whether."},\
        "names":{"type":"array","description":"Names.","items":{"type":"string",\
        "description":"A name.","minLength":1,"maxLength":5},"minItems":1,"maxItems":3},\
        "parts":{"type":"array","description":"Parts.","items":{"type":"object","properties":{\
        "kind":{"type":"string","description":"What.","pattern":"^[a-z]+$"},\
        "line":{"type":"integer","description":"Where.","minimum":1,\
        "maximum":9223372036854775807}},"required":["kind"],"additionalProperties":false}}}\
        """,
        json(schema.get("properties")));
  }

  @Test
  void theSchemaOfAnAnswerNamesOnlyTheWordsThatAreListed() {
    Map<?, ?> properties =
        JsonTree.object(RecordCodec.of(Outer.class).outputSchema(), "/properties");

    assertNull(JsonTree.at(properties, "/any_mode/enum"));
    assertNull(JsonTree.at(properties, "/session_id/maxLength"));
    assertEquals(List.of("ship", "review"), JsonTree.at(properties, "/mode/enum"));
    assertEquals("Anything.", JsonTree.at(properties, "/rest/description"));
    assertEquals("A part.", JsonTree.at(properties, "/part/description"));
  }

  @Test
  void aTableHasTheFieldsOfItsPartsAndLeavesOutWhatIsNull() {
    ObjectCodec<Inner> part =
        ObjectCodec.<Inner>object()
            .must("kind", SchemaBuilder.text("What."), Inner::kind)
            .may("line", SchemaBuilder.whole(1, 9, "Where."), Inner::line);
    ObjectCodec<Outer> table =
        ObjectCodec.<Outer>object()
            .must("session_id", SchemaBuilder.text("The session."), Outer::sessionId)
            .inline(part, Outer::part)
            .nullable("mode", Outer::mode)
            .field("cost", outer -> Money.of("0.10"));
    Outer with = new Outer(ID, "", null, null, 0, false, null, null, new Inner("x", null), null);
    Outer without = new Outer(ID, "", RunMode.SHIP, null, 0, false, null, null, null, null);

    assertEquals(List.of("session_id", "kind"), table.schema().get("required"));
    assertEquals(
        "{\"session_id\":\"" + ID + "\",\"kind\":\"x\",\"mode\":null,\"cost\":\"0.1\"}",
        json(table.tree(with)));
    assertEquals(
        "{\"session_id\":\"" + ID + "\",\"mode\":\"ship\",\"cost\":\"0.1\"}",
        json(table.trees(List.of(without)).getFirst()));
    assertTrue((Boolean) table.open().schema().get("additionalProperties"));
  }

  @Test
  void theFieldsOfARecordStandAmongThoseOfATable() {
    ObjectCodec<Outer> table =
        ObjectCodec.<Outer>object()
            .must("session_id", SchemaBuilder.text("The session."), Outer::sessionId)
            .inline(Inner.class, Outer::part);
    Outer outer = new Outer(ID, "", null, null, 0, false, null, null, new Inner("x", 7), null);

    assertEquals(
        "{\"session_id\":\"" + ID + "\",\"kind\":\"x\",\"line\":7}", json(table.tree(outer)));
    assertEquals(List.of("session_id"), table.schema().get("required"));
  }
}
