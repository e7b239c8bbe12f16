#pragma once

// What templates can name. A view type is a table of names over a type of the model: it answers a
// template's names at render time, tells the template compiler which names exist, and documents
// them. Nothing is copied: values are read from the model when a template asks.

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/text.h"

namespace rolepress {

class Site;

enum class ValueKind {
  kText,    // escaped when shown; a section where it is not empty
  kHtml,    // made by the generator; shown with {{{ }}}
  kFlag,    // a section only
  kObject,  // a section that changes what names mean
  kList,    // a section for each item
};

struct ViewType;

/// One name of a view. Only the functions that its kind speaks of are there, the others are null.
struct ViewField {
  std::string_view name;
  ValueKind kind;
  const ViewType& (*type)() = nullptr;  // of an object or of a list's items
  std::string_view about = {};
  /// A name that must be shown before this one in the same section; empty = none.
  std::string_view needs = {};
  /// It tells of roles besides those that a page is about or lists: how many there are, say.
  bool counts_roles = false;

  /// Appends a text or HTML as pages show it.
  void (*show)(const ViewField& field, const void* self, const Site& site,
               std::string& out) = nullptr;
  /// Whether a text or HTML is not empty, or a flag is set.
  bool (*holds)(const ViewField& field, const void* self, const Site& site) = nullptr;
  /// What an object's section is about; null where there is none.
  const void* (*object)(const ViewField& field, const void* self, const Site& site) = nullptr;
  /// Appends what a list's section is about in turn.
  void (*items)(const ViewField& field, const void* self, const Site& site,
                std::vector<const void*>& out) = nullptr;
  void (*getter)() = nullptr;  // as the builder was given it; the functions above know its type
};

struct ViewType {
  std::string_view name;
  std::vector<ViewField> fields;
};

/// Builds the table for views of T. Getters are captureless functions of (const T&, const Site&).
template <class T>
class ViewBuilder {
 public:
  explicit ViewBuilder(std::string_view name) { type_.name = name; }

  template <class Get>
  ViewBuilder& text(std::string_view name, Get get, std::string_view about,
                    std::string_view needs = {}) {
    using R = Result<Get>;
    ViewField field = text_field<R>(name, ValueKind::kText, get, about, needs);
    field.show = [](const ViewField& f, const void* self, const Site& site, std::string& out) {
      append_escaped(out, call<R>(f, self, site));
    };
    return add(field);
  }

  template <class Get>
  ViewBuilder& html(std::string_view name, Get get, std::string_view about,
                    std::string_view needs = {}) {
    using R = Result<Get>;
    ViewField field = text_field<R>(name, ValueKind::kHtml, get, about, needs);
    field.show = [](const ViewField& f, const void* self, const Site& site, std::string& out) {
      out.append(call<R>(f, self, site));
    };
    return add(field);
  }

  template <class Get>
  ViewBuilder& flag(std::string_view name, Get get, std::string_view about) {
    ViewField field{name, ValueKind::kFlag, nullptr, about};
    field.getter = erase<bool>(get);
    field.holds = call<bool>;
    return add(field);
  }

  /// The getter returns a pointer to what `type` describes; null where there is none.
  template <class Get>
  ViewBuilder& object(std::string_view name, const ViewType& (*type)(), Get get,
                      std::string_view about) {
    using R = Result<Get>;
    static_assert(std::is_pointer_v<R>);
    ViewField field{name, ValueKind::kObject, type, about};
    field.getter = erase<R>(get);
    field.object = [](const ViewField& f, const void* self, const Site& site) -> const void* {
      return call<R>(f, self, site);
    };
    return add(field);
  }

  /// The getter returns a vector of what `type` describes, which outlives the page, or a vector of
  /// pointers to such.
  template <class Get>
  ViewBuilder& list(std::string_view name, const ViewType& (*type)(), Get get,
                    std::string_view about) {
    using R = Result<Get>;
    ViewField field{name, ValueKind::kList, type, about};
    field.getter = erase<R>(get);
    field.items = [](const ViewField& f, const void* self, const Site& site,
                     std::vector<const void*>& out) {
      using Item = typename std::remove_cvref_t<R>::value_type;
      static_assert(std::is_pointer_v<Item> || std::is_reference_v<R>);
      const auto& items = call<R>(f, self, site);
      for (const Item& item : items) {
        if constexpr (std::is_pointer_v<Item>) {
          out.push_back(item);
        } else {
          out.push_back(&item);
        }
      }
    };
    return add(field);
  }

  /// Of the name before: see ViewField::counts_roles.
  ViewBuilder& counts_roles() {
    type_.fields.back().counts_roles = true;
    return *this;
  }

  [[nodiscard]] ViewType build() { return std::move(type_); }

 private:
  template <class Get>
  using Result = std::invoke_result_t<Get, const T&, const Site&>;
  template <class R>
  using Getter = R (*)(const T&, const Site&);

  template <class R, class Get>
  static void (*erase(Get get))() {
    return reinterpret_cast<void (*)()>(static_cast<Getter<R>>(get));
  }

  template <class R>
  static R call(const ViewField& field, const void* self, const Site& site) {
    return reinterpret_cast<Getter<R>>(field.getter)(*static_cast<const T*>(self), site);
  }

  template <class R, class Get>
  static ViewField text_field(std::string_view name, ValueKind kind, Get get,
                              std::string_view about, std::string_view needs) {
    ViewField field{name, kind, nullptr, about, needs};
    field.getter = erase<R>(get);
    field.holds = [](const ViewField& f, const void* self, const Site& site) {
      return !call<R>(f, self, site).empty();
    };
    return field;
  }

  ViewBuilder& add(const ViewField& field) {
    type_.fields.push_back(field);
    return *this;
  }

  ViewType type_;
};

}  // namespace rolepress
