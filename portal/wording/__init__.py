"""The screens of 用语检查."""
