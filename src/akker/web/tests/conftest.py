from akker.web.tests.posts import nina, things

__all__ = ["nina", "things"]
