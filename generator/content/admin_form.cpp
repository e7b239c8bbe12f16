#include "content/admin_form.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "content/source_kinds.h"

namespace rolepress {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kOneLine = 120;  // longer texts get a larger box

// "also_in" → "Also in".
std::string label_of(std::string_view key) {
  std::string label(key);
  for (char& c : label) c = c == '_' ? ' ' : c;
  if (!label.empty() && label[0] >= 'a' && label[0] <= 'z')
    label[0] = static_cast<char>(label[0] - 32);
  return label;
}

class Forms {
 public:
  explicit Forms(const Site& site) : site_(site) {}

  [[nodiscard]] Json fields(std::span<const FieldInfo> infos, const std::string& path) const {
    Json list = Json::array();
    for (const FieldInfo& info : infos) {
      list.push_back(
          field(info, path.empty() ? std::string(info.key) : fmt::format("{}.{}", path, info.key)));
    }
    return list;
  }

 private:
  [[nodiscard]] Json field(const FieldInfo& info, const std::string& path) const {
    const bool required = info.presence == Presence::kRequired;
    Json json = {{"name", info.key}, {"label", label_of(info.key)}, {"required", required}};
    if (!info.about.empty()) json["hint"] = info.about;
    json.update(widget(info, path));
    return json;
  }

  // What a person chooses by name rather than types.
  [[nodiscard]] Json options_of(const std::string& path) const {
    Json options = Json::array();
    if (path == "platform") {
      for (const PlatformEntry& platform : site_.entries().platforms) {
        options.push_back({{"label", platform.name}, {"value", platform.key}});
      }
    } else if (path == "category" || path == "also_in") {
      for (const Category& category : site_.categories) {
        options.push_back(
            {{"label", fmt::format("{} ({})", category.entry->name, category.section->entry->name)},
             {"value", fmt::format("{}/{}", category.entry->section, category.entry->slug)}});
      }
    } else if (path == "sections") {
      for (const Section& section : site_.sections) {
        options.push_back({{"label", section.entry->name}, {"value", section.entry->slug}});
      }
    }
    return options;
  }

  [[nodiscard]] Json widget(const FieldInfo& info, const std::string& path) const {
    const Shape& shape = info.shape;
    if (Json options = options_of(path); !options.empty()) {
      return {{"widget", "select"},
              {"options", std::move(options)},
              {"multiple", shape.type == ValueType::kList}};
    }
    switch (shape.type) {
      case ValueType::kText:
        if (path == "pay.min" || path == "pay.max") {
          return {{"widget", "number"}, {"value_type", "float"}, {"min", 0}, {"step", 0.01}};
        }
        return {{"widget", shape.max > kOneLine ? "text" : "string"}, {"maxlength", shape.max}};
      case ValueType::kMarkdown:
        return {{"widget", "markdown"}};
      case ValueType::kDate:
        return {{"widget", "datetime"}, {"type", "date"}, {"format", "YYYY-MM-DD"}};
      case ValueType::kInteger:
        return {{"widget", "number"}, {"value_type", "int"}, {"min", 0}, {"max", shape.max}};
      case ValueType::kUrl:
        return {{"widget", "string"},
                {"maxlength", shape.max},
                {"pattern", {"^https://", "must begin with https://"}}};
      case ValueType::kChoice:
        return {{"widget", "select"}, {"options", shape.choices}};
      case ValueType::kList:
        if (info.nested == nullptr) return {{"widget", "list"}, {"max", shape.max}};
        return {{"widget", "list"}, {"fields", fields(info.nested(), path)}};
      case ValueType::kMapping:
        return {{"widget", "object"},
                {"fields", info.nested != nullptr ? fields(info.nested(), path) : work_fields()}};
    }
    return {};
  }

  // A category's examples: one for each kind of work.
  [[nodiscard]] Json work_fields() const {
    Json list = Json::array();
    for (const WorkKind& kind : site_.entries().work) {
      list.push_back({{"name", kind.id.value},
                      {"label", kind.title},
                      {"widget", "markdown"},
                      {"required", false}});
    }
    return list;
  }

  const Site& site_;
};

Json collection(std::string name, std::string label, std::string folder, Json fields) {
  const bool has_body = !fields.empty() && fields.back()["name"] == "body";
  if (!has_body) {
    fields.push_back(
        {{"name", "body"}, {"label", "Text"}, {"widget", "markdown"}, {"required", false}});
  }
  return {{"name", std::move(name)},
          {"label", std::move(label)},
          {"folder", std::move(folder)},
          {"identifier_field", fields.front()["name"]},
          {"create", true},
          {"extension", "md"},
          {"format", "yaml-frontmatter"},
          {"fields", std::move(fields)}};
}

Json backend_of(const AdminEditor& editor) {
  Json backend = {{"name", "github"}, {"repo", editor.repository.value}, {"branch", editor.branch}};
  if (!editor.sign_in.value.empty()) backend["base_url"] = editor.sign_in.value;
  return backend;
}

}  // namespace

std::string admin_config(const Site& site) {
  Json collections = Json::array();
  const Forms forms(site);
  for (const SourceKind& kind : source_kinds()) {
    if (kind.form != SourceForm::kEither && kind.form != SourceForm::kFrontMatter) continue;
    const Json fields = forms.fields(kind.fields, "");
    const std::string folder = fmt::format("content/{}", kind.file.substr(0, kind.file.find('/')));
    if (kind.name != "category") {
      collections.push_back(
          collection(std::string(folder.substr(8)), label_of(folder.substr(8)), folder, fields));
      continue;
    }
    for (const Section& section : site.sections) {
      collections.push_back(collection("categories-" + section.entry->slug,
                                       "Categories: " + section.entry->name,
                                       folder + "/" + section.entry->slug, fields));
    }
  }
  const Json config = {
      {"backend", backend_of(site.config().admin)},
      {"site_url", site.urls.absolute("/")},
      {"media_folder", "layouts/assets/images"},
      {"public_folder", "/assets/images"},
      {"slug", {{"encoding", "ascii"}, {"clean_accents", true}}},
      {"output", {{"omit_empty_optional_fields", true}}},
      {"collections", std::move(collections)},
  };
  return config.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace rolepress
