package dev.p2c2g.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns {@code section: {key: value}} into values by dotted key with their lines. Works on YAML's
 * nodes, which know where they stand, rather than on bound objects, which stop at the first error.
 */
final class YamlFile {
  private final String name;
  private final Problems problems;
  private final Map<String, RawValue> values = new LinkedHashMap<>();
  private final Map<String, Place> sections = new LinkedHashMap<>();
  private final Map<String, Map<String, Place>> groups = new LinkedHashMap<>();

  private YamlFile(String name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  /** A file that was not given. */
  static YamlFile none(Problems problems) {
    return new YamlFile("", problems);
  }

  /**
   * Reads what it can, and notes what it cannot.
   *
   * @param name how errors call the file
   */
  static YamlFile parse(String name, String text, Problems problems) {
    YamlFile file = new YamlFile(name, problems);
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(name).setAllowNonScalarKeys(true).build();
      new Compose(settings).composeString(text).ifPresent(file::readDocument);
    } catch (MarkedYamlEngineException e) {
      file.reportSyntax(e);
    } catch (YamlEngineException e) {
      problems.add(name + ": this is not YAML: " + Problems.quoted(String.valueOf(e.getMessage())));
    } catch (StackOverflowError e) {
      // the composer recurses, and nothing in a settings file is nested so deeply
      problems.add(name + ": this is not YAML for settings: it is nested too deeply");
    }
    return file;
  }

  /** By dotted key, in the order of the file. */
  Map<String, RawValue> values() {
    return values;
  }

  /** The sections written, and where. */
  Map<String, Place> sections() {
    return sections;
  }

  /**
   * By section that is a list of groups of keys, what each group goes by ({@code section[1]} on),
   * and where it is. Its values are {@code section[1].key}.
   */
  Map<String, Map<String, Place>> groups() {
    return groups;
  }

  private void reportSyntax(MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    int line = mark.map(m -> m.getLine() + 1).orElse(1);
    int column = mark.map(m -> m.getColumn() + 1).orElse(1);
    String advice =
        "; write 'section:', below it 'key: value' indented by spaces (never tabs),"
            + " and close every quote and bracket";
    problems.add(
        new Place(name + ":" + line + ":" + column, line),
        "this is not YAML: " + e.getProblem() + advice);
  }

  private void readDocument(Node root) {
    if (root instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::readSection);
    } else if (!isNothing(root)) {
      problems.add(place(root), "the file must be sections of 'key: value' lines");
    }
  }

  private void readSection(NodeTuple tuple) {
    String section = keyOf(tuple);
    Place place = place(tuple.getKeyNode());
    if (sections.containsKey(section)) {
      reportTwice(place, section, sections.get(section));
    }
    sections.putIfAbsent(section, place);
    Node body = tuple.getValueNode();
    if (body instanceof MappingNode mapping) {
      mapping.getValue().forEach(entry -> readValue(section, entry));
    } else if (body instanceof SequenceNode list && isGroups(list)) {
      readGroups(section, list.getValue());
    } else if (!isNothing(body)) {
      values.put(section, rawValue(place, body));
    }
  }

  private static boolean isGroups(SequenceNode list) {
    return list.getValue().stream().allMatch(MappingNode.class::isInstance);
  }

  private void readGroups(String section, List<Node> bodies) {
    Map<String, Place> places = groups.computeIfAbsent(section, any -> new LinkedHashMap<>());
    for (Node body : bodies) {
      String group = section + "[" + (places.size() + 1) + "]";
      places.put(group, place(body));
      ((MappingNode) body).getValue().forEach(entry -> readValue(group, entry));
    }
  }

  private void readValue(String section, NodeTuple entry) {
    String key = section + "." + keyOf(entry);
    RawValue value = rawValue(place(entry.getKeyNode()), entry.getValueNode());
    RawValue earlier = values.putIfAbsent(key, value);
    if (earlier != null) {
      reportTwice(value.place(), key, earlier.place());
    }
  }

  private void reportTwice(Place place, String key, Place first) {
    problems.add(
        place, key + ": is given twice (first at " + first.label() + "); keep one of them");
  }

  private RawValue rawValue(Place place, Node node) {
    if (isNothing(node)) {
      return new RawValue.Missing(place);
    }
    return switch (node) {
      case ScalarNode scalar -> new RawValue.Scalar(place, scalar.getValue(), !scalar.isPlain());
      case SequenceNode list -> listValue(place, list.getValue());
      default -> new RawValue.Nested(place);
    };
  }

  private RawValue listValue(Place place, List<Node> nodes) {
    if (!nodes.stream().allMatch(ScalarNode.class::isInstance)) {
      return new RawValue.Nested(place);
    }
    return new RawValue.Items(
        place,
        nodes.stream()
            .map(ScalarNode.class::cast)
            .map(item -> new RawValue.Scalar(place(item), item.getValue(), !item.isPlain()))
            .toList());
  }

  private static String keyOf(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
  }

  private static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private Place place(Node node) {
    return Place.line(name, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
  }
}
