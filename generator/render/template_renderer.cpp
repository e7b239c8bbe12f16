// The only user of kainjow Mustache. Its engine walks the compiled template and asks the context
// for every tag; the context reads the value from the view on top of its stack.

#include <kainjow/mustache.hpp>

#include "render/template_place.h"
#include "render/templates.h"

namespace rolepress {

namespace mustache = kainjow::mustache;

class TemplateRenderer::Context : public mustache::basic_context<std::string> {
 public:
  explicit Context(const CompiledTemplate& compiled) : compiled_(compiled) {
    for (const std::string& text : compiled.texts) literals_.emplace_back(text);
  }

  void begin(const std::vector<const void*>& selves, const Site& site) {
    site_ = &site;
    frames_.clear();
    for (std::size_t i = 0; i < selves.size(); ++i) {
      frames_.push_back({compiled_.roots[i], selves[i], 0, 0, false});
    }
  }

  // The engine calls get, then push at once for a section that it enters; for a list it pushes
  // every item of the list that it was given, in turn.
  const mustache::data* get(const std::string& name) const override {
    const Place place = decode_place(name);
    if (place.use == PlaceUse::kLiteral) return &literals_[place.index];
    if (place.use == PlaceUse::kOfSite) return &of_site_[place.index];
    const Frame& frame = frame_at(place.depth);
    if (place.index >= kFirstItem) {
      const bool first = place.index == kFirstItem;
      return answer(place.use, first ? frame.item == 0 : frame.item + 1 == frame.items);
    }
    const ViewField& field = frame.type->fields[place.index];
    ValueSlot slot;
    if (place.use == PlaceUse::kValue) {
      // The string of a data object is only readable from outside; the object itself is ours.
      slot.text.swap(const_cast<std::string&>(value_.string_value()));
      slot.text.clear();
      field.read(field, frame.self, *site_, slot);
      slot.text.swap(const_cast<std::string&>(value_.string_value()));
      return &value_;
    }
    field.read(field, frame.self, *site_, slot);
    switch (field.kind) {
      case ValueKind::kText:
      case ValueKind::kHtml:
        return answer(place.use, !slot.text.empty());
      case ValueKind::kFlag:
        return answer(place.use, slot.flag);
      case ValueKind::kObject:
        if (place.use == PlaceUse::kSection && slot.object != nullptr) {
          pending_ = {&field.type(), slot.object, 0, 0, false};
          is_pending_ = true;
          return &yes_;
        }
        return answer(place.use, slot.object != nullptr);
      case ValueKind::kList:
        if (place.use == PlaceUse::kInverted) return answer(place.use, !slot.list.empty());
        return begin_list(field, std::move(slot.list));
    }
    return nullptr;
  }

  void add_of_site(std::string text) { of_site_.emplace_back(std::move(text)); }
  void forget_of_site() { of_site_.clear(); }

  void push(const mustache::data* data) override {
    if (is_pending_) {
      frames_.push_back(pending_);
    } else if (data == &yes_) {
      frames_.push_back(frames_.back());  // a flag changes no meaning
    } else {
      List& list = lists_.back();
      const auto item = static_cast<std::size_t>(data - list.carrier->list_value().data());
      frames_.push_back({list.type, list.items[item], item, list.items.size(), true});
    }
    depth_.push_back(data == &yes_ && !is_pending_);
    is_pending_ = false;
  }

  void pop() override {
    const Frame& frame = frames_.back();
    const bool ends_list = !depth_.back() && frame.of_list && frame.item + 1 == frame.items;
    frames_.pop_back();
    depth_.pop_back();
    if (ends_list) lists_.pop_back();
  }

  const mustache::data* get_partial(const std::string&) const override { return nullptr; }

 private:
  struct Frame {
    const ViewType* type;
    const void* self;
    std::size_t item;   // within its list
    std::size_t items;  // of that list
    bool of_list;
  };
  struct List {
    const ViewType* type;
    std::vector<const void*> items;
    const mustache::data* carrier;
  };

  // Frames of flags repeat the one below them and do not count.
  [[nodiscard]] const Frame& frame_at(std::size_t depth) const {
    std::size_t at = frames_.size() - 1;
    const std::size_t roots = frames_.size() - depth_.size();
    for (;; --at) {
      if (at >= roots && depth_[at - roots]) continue;
      if (depth-- == 0) return frames_[at];
    }
  }

  // To an inverted section null means "render, and push nothing".
  [[nodiscard]] const mustache::data* answer(PlaceUse use, bool yes) const {
    if (use == PlaceUse::kInverted) return yes ? &yes_ : nullptr;
    return yes ? &yes_ : &no_;
  }

  // The engine repeats a section for each element of a list. The elements it gets are blanks whose
  // position tells which item is meant.
  const mustache::data* begin_list(const ViewField& field, std::vector<const void*> items) const {
    if (items.empty()) return &no_;
    std::unique_ptr<mustache::data>& carrier = carriers_[items.size()];
    if (!carrier) {
      mustache::list blanks;
      for (std::size_t i = 0; i < items.size(); ++i) blanks.emplace_back(true);
      carrier = std::make_unique<mustache::data>(blanks);
    }
    lists_.push_back({&field.type(), std::move(items), carrier.get()});
    return carrier.get();
  }

  const CompiledTemplate& compiled_;
  const Site* site_ = nullptr;
  std::vector<mustache::data> literals_;
  std::vector<mustache::data> of_site_;
  std::vector<Frame> frames_;
  std::vector<bool> depth_;  // per pushed frame: is it a flag's?
  mutable mustache::data value_{std::string()};
  mutable Frame pending_{};
  mutable bool is_pending_ = false;
  mutable std::vector<List> lists_;
  mutable std::map<std::size_t, std::unique_ptr<mustache::data>> carriers_;
  const mustache::data yes_{true};
  const mustache::data no_{false};
};

struct TemplateRenderer::Engine {
  explicit Engine(const CompiledTemplate& compiled)
      : context(compiled), parsed(compiled.mustache), of_site(compiled.of_site) {}

  static void render(mustache::mustache& part, Context& context, std::string& out) {
    struct Appender {
      std::string& out;
      Appender& operator<<(const std::string& text) {
        out += text;
        return *this;
      }
    } appender{out};
    mustache::basic_context<std::string>& base = context;
    part.render(base, appender);
  }

  // The parts that are the same on every page of a site, once. One may hold those before it.
  void prepare(const std::vector<const void*>& selves, const Site& site) {
    if (prepared_for == &site) return;
    prepared_for = &site;
    context.forget_of_site();
    for (const std::string& part : of_site) {
      mustache::mustache once(part);
      std::string text;
      context.begin(selves, site);
      render(once, context, text);
      context.add_of_site(std::move(text));
    }
  }

  Context context;
  mustache::mustache parsed;
  const std::vector<std::string>& of_site;
  const Site* prepared_for = nullptr;
};

TemplateRenderer::TemplateRenderer(const CompiledTemplate& compiled)
    : engine_(std::make_unique<Engine>(compiled)) {}

TemplateRenderer::~TemplateRenderer() = default;
TemplateRenderer::TemplateRenderer(TemplateRenderer&&) noexcept = default;

void TemplateRenderer::render(const std::vector<const void*>& selves, const Site& site,
                              std::string& out) {
  engine_->prepare(selves, site);
  engine_->context.begin(selves, site);
  Engine::render(engine_->parsed, engine_->context, out);
}

}  // namespace rolepress
